package leibniz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.python.Parser;
import leibniz.trace.Options;
import leibniz.trace.Trace;

/// Programs at random, in the notation that people use. A line is drawn from a list of forms with
/// earlier names in it, and kept if the program can be read with it: so the reader says which
/// shapes fit.
final class RandomPrograms {
  private static final int TRIES = 12;

  private static final List<String> INPUTS =
      List.of(
          "x: (n,)",
          "y: (n,)",
          "b: (m,)",
          "s: ()",
          "X: (m, n)",
          "Y: (m, n)",
          "W: (n, n)",
          "T: (2, m, n)");

  /// `@` and `$` stand for earlier names.
  private static final List<String> FORMS =
      List.of(
          "np.tanh(@)",
          "np.sin(@) * $",
          "np.exp(-(@**2))",
          "np.log(1 + @**2)",
          "1 / (1 + @**2)",
          "np.sqrt(1 + @**2)",
          "sigmoid(@)",
          "softmax(@, axis=-1)",
          "np.maximum(@, 0)",
          "np.where(@ > 0, @, 0.1 * $)",
          "np.abs(@)",
          "softplus(@)",
          "np.arctan(@)",
          "@**3 / 4",
          "@ + $",
          "@ - $",
          "@ * $",
          "@ / (2 + $**2)",
          "2 * @ - 1",
          "-@ / 3",
          "np.maximum(@, $)",
          "np.logaddexp(@, $)",
          "@ @ $",
          "@.T",
          "@.T @ $",
          "np.outer(@, $)",
          "@ @ @.T",
          "np.einsum('ij,kj->ik', @, $)",
          "np.einsum('ij,ij->j', @, $)",
          "np.einsum('ii->i', @)",
          "np.einsum('bij,ij->bj', @, $)",
          "np.dot(@, $)",
          "np.trace(@)",
          "np.diag(@)",
          "@.sum(axis=0)",
          "np.sum(@, axis=-1, keepdims=True)",
          "@.mean()",
          "np.mean(@, axis=0)",
          "@ - @.mean(axis=-1, keepdims=True)",
          "@ / (1 + np.linalg.norm(@))",
          "@.max(axis=-1)",
          "np.var(@, axis=-1)",
          "logsumexp(@, axis=-1)",
          "@ / np.sqrt(np.var(@) + 0.5)",
          "np.cumsum(@, axis=-1)",
          "np.roll(@, 1, axis=-1)",
          "@[0]",
          "@[..., ::-1]",
          "@[1:]",
          "@[:, None] * $",
          "@[None] + $",
          "@[:, 0]",
          "np.diff(@, axis=-1)",
          "np.concatenate([@, $], axis=-1)",
          "np.stack([@, $])",
          "@.reshape(-1)",
          "np.tril(@)",
          "np.repeat(@, 2, axis=-1)",
          "np.clip(@, -0.5, 0.5)",
          "np.linalg.inv(@ @ @.T + 2 * np.eye(@.shape[0]))",
          "np.linalg.solve(2 * np.eye(n) + $ @ $.T, @)",
          "np.linalg.slogdet(np.eye(@.shape[-1]) + @.T @ @)[1]",
          "np.prod(@, axis=-1)");

  private RandomPrograms() {}

  /// As many as are asked for, from a seed on.
  static List<String> from(long seed, int count) {
    List<String> programs = new ArrayList<>();
    for (long k = seed; programs.size() < count; k++) {
      programs.add(of(k));
    }
    return programs;
  }

  /// What is derived of some of them, by a name for each.
  static Map<String, Derivation> derived(int count) {
    Map<String, Derivation> derived = new LinkedHashMap<>();
    for (String program : from(1, count)) {
      derive(program)
          .filter(Derivation::verified)
          .ifPresent(derivation -> derived.put("random " + derived.size(), derivation));
    }
    return derived;
  }

  /// One program: what it computes last is what is differentiated.
  static String of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int inputs = 1 + random.nextInt(3);
    while (names.size() < inputs) {
      String input = pick(INPUTS, random);
      if (!lines.contains(input)) {
        lines.add(input);
        names.add(input.substring(0, input.indexOf(':')));
      }
    }
    int length = 2 + random.nextInt(4);
    for (int tries = 0; tries < TRIES * length && lines.size() < inputs + length; tries++) {
      String name = "u" + (lines.size() - inputs);
      String late = names.getLast(); // so that most of what is made is used
      String form = pick(FORMS, random);
      String line =
          name
              + " = "
              + form.replace("@", "\0")
                  .replace(" \0 ", " @ ")
                  .replace("\0", random.nextInt(3) == 0 ? pick(names, random) : late)
                  .replace("$", pick(names, random));
      lines.add(line);
      if (reads(lines)) {
        names.add(name);
      } else {
        lines.removeLast();
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /// Whether it can be read, and its values are of a size that can be measured.
  static boolean reads(List<String> lines) {
    try {
      var script =
          Trace.of(
              Parser.parse(new Source("random", String.join("\n", lines) + "\n")), Options.NONE);
      return script.definitions().stream().allMatch(d -> d.value().rank() <= 3)
          && script.definitions().getLast().value().rank() <= 2;
    } catch (LeibnizException e) {
      return false;
    }
  }

  private static <T> T pick(List<T> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }

  /// What is derived of it; nothing if the output depends on no input, or the lines do not fit
  /// together any more.
  static Optional<Derivation> derive(String program) {
    Source source = new Source("random", program);
    try {
      return Optional.of(
          Leibniz.derive(
              new Request(source, "", List.of(), 1, Layout.GENERAL, Set.of(), Map.of())));
    } catch (LeibnizException e) {
      return Optional.empty();
    }
  }

  /// The smallest program found for which the same holds: lines are left out, and names stand for
  /// what was made of them.
  static String shrunk(String program, Predicate<String> same) {
    List<String> lines = new ArrayList<>(program.lines().toList());
    for (int k = lines.size() - 1; k >= 0; k--) {
      List<String> fewer = new ArrayList<>(lines);
      fewer.remove(k);
      List<List<String>> attempts = new ArrayList<>(List.of(fewer));
      String name = lines.get(k).split("[: ]", 2)[0];
      for (String line : lines.subList(0, k)) {
        String other = line.split("[: ]", 2)[0];
        attempts.add(fewer.stream().map(l -> l.replaceAll("\\b" + name + "\\b", other)).toList());
      }
      for (List<String> attempt : attempts) {
        if (!attempt.isEmpty() && same.test(String.join("\n", attempt) + "\n")) {
          lines = new ArrayList<>(attempt);
          break;
        }
      }
    }
    return String.join("\n", lines);
  }
}
