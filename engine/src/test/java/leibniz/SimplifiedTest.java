package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import leibniz.calculus.Differentiate;
import leibniz.equal.Equality;
import leibniz.equal.Options;
import leibniz.equal.Verdict;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.python.Parser;
import leibniz.simplify.Law;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No law changes a value, in whatever order the laws are tried: over the whole corpus, what the
/// calculus leaves is equal to what simplification makes of it, by values alone, mostly those in a
/// field without rounding.
final class SimplifiedTest {
  private static final int ROUNDS = 60;

  static List<Corpus> problems() {
    return Corpus.all();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void isEqualToWhatItWas(Corpus problem) {
    Map<String, Integer> needed = new HashMap<>();
    Request request = problem.request();
    Question.all(Parser.parse(request.source()), request)
        .getFirst()
        .script()
        .needed()
        .forEach((name, size) -> needed.put(name, size.intValue()));
    Options options = Options.VALUES.at(needed);
    for (List<Expr> raw : outputsAndDerivatives(problem)) {
      List<Expr> simple = Simplify.of(raw).expressions();
      List<Expr> shortest = Simplify.thoroughly(simple, List.of()).expressions();
      List<Expr> shuffled = inAnyOrder(raw, problem.name().hashCode());
      for (int k = 0; k < raw.size(); k++) {
        holds(raw.get(k), simple.get(k), options);
        holds(raw.get(k), shortest.get(k), options);
        holds(simple.get(k), shuffled.get(k), options);
      }
    }
  }

  /// For each question of a problem the output and its derivatives, with no law applied.
  static List<List<Expr>> outputsAndDerivatives(Corpus problem) {
    List<List<Expr>> all = new ArrayList<>();
    Request request = problem.request();
    for (Question question : Question.all(Parser.parse(request.source()), request)) {
      List<Expr> by = question.first().stream().map(Definition::value).toList();
      Map<Expr, Expr> derived = Differentiate.of(question.of().value(), by);
      List<Expr> raw = new ArrayList<>(List.of(question.of().value()));
      by.forEach(variable -> raw.add(Objects.requireNonNull(derived.get(variable))));
      all.add(raw);
    }
    return all;
  }

  /// The laws to a fixed point, tried in a random order at each node.
  private static List<Expr> inAnyOrder(List<Expr> roots, int seed) {
    List<Law> laws = new ArrayList<>(Simplify.LAWS);
    Random random = new Random(seed);
    List<Expr> current = roots;
    for (int round = 0; round < ROUNDS; round++) {
      Map<Expr, Expr> done =
          Expr.rewrite(
              current,
              (node, args) -> {
                Collections.shuffle(laws, random);
                return first(laws, Build.like(node, args));
              });
      List<Expr> next = current.stream().map(e -> done.getOrDefault(e, e)).toList();
      if (next.equals(current)) {
        return current;
      }
      current = next;
    }
    throw new AssertionError("the laws do not come to rest on " + current);
  }

  private static Expr first(List<Law> laws, Expr node) {
    for (Law law : laws) {
      Expr next = law.rewrite().of(node);
      if (next != null) {
        return next;
      }
    }
    return node;
  }

  private static final int MORE = 5; // samples

  private static void holds(Expr left, Expr right, Options options) {
    Verdict verdict = Equality.of(left, right, options);
    if (!verdict.holds()) { // of two samples a correlation is 1: what is left is rounding
      Map<String, Integer> more = new TreeMap<>();
      Expr.inOrder(List.of(left, right))
          .forEach(e -> e.shape().symbols().forEach(size -> more.put(size, MORE)));
      verdict = Equality.of(left, right, options.at(more));
    }
    assertThat(verdict.holds()).as("%s and %s: %s", left, right, verdict).isTrue();
  }
}
