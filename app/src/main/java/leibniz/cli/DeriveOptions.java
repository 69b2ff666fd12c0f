package leibniz.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.CodeStyle;
import leibniz.Direction;
import leibniz.Layout;
import leibniz.Request;
import leibniz.Target;
import leibniz.Telling;
import picocli.CommandLine.ParseResult;

/// The options of `derive`.
final class DeriveOptions {
  private static final int HIGHEST = 6; // what an order more costs is multiplied each time

  private DeriveOptions() {}

  static Command.DoDerive of(ParseResult parsed, List<String> texts, Look look) throws WrongUse {
    List<String> files = parsed.matchedPositionalValue(0, List.of());
    texts.addAll(Values.all(parsed, "-e")); // those written as one word, as in -ev*2
    if (files.isEmpty() && texts.isEmpty()) {
      throw WrongUse.because(
              "leibniz derive needs a program: FILE, DIRECTORY, -e TEXT, or - for stdin")
          .help("for instance  leibniz derive -e \"v: (B, D); q = softmax(v)\"");
    }
    if (!files.isEmpty() && !texts.isEmpty()) {
      throw WrongUse.because(
              "-e "
                  + shortened(texts.getFirst())
                  + " and "
                  + files.getFirst()
                  + ": leibniz derive takes either files or -e")
          .help("a program of several words is quoted:  -e \"v: (B, D); q = softmax(v)\"");
    }
    return new Command.DoDerive(
        look,
        files,
        texts,
        of(parsed),
        wrt(parsed),
        order(Values.last(parsed, "--order", "1")),
        layout(Values.last(parsed, "--layout", "general")),
        batch(Values.all(parsed, "--batch")),
        sizes(Values.all(parsed, "--size")),
        direction(parsed),
        telling(Values.last(parsed, "--steps", told(parsed))),
        step(Values.last(parsed, "--steps", "")),
        !parsed.hasMatchedOption("--no-fold"),
        targets(Values.all(parsed, "--to")),
        style(Values.last(parsed, "--style", "einsum")),
        selfCheck(parsed, look));
  }

  static List<String> wrt(ParseResult parsed) throws WrongUse {
    List<String> wrt = new ArrayList<>();
    for (String list : Values.all(parsed, "--wrt")) {
      wrt.addAll(names("--wrt", list));
    }
    return wrt;
  }

  private static boolean selfCheck(ParseResult parsed, Look look) throws WrongUse {
    boolean asked = parsed.hasMatchedOption("--self-check");
    if (asked && look.json()) {
      throw WrongUse.because("--self-check prints files, --json one object: choose one");
    }
    if (asked && targets(Values.all(parsed, "--to")).stream().allMatch(t -> t.code().isEmpty())) {
      throw WrongUse.because("--self-check is code: numpy, torch, jax or java")
          .help("for instance  --to numpy --self-check");
    }
    return asked;
  }

  /// Who says in what form the answer is wanted gets the answer; else every step is told.
  private static String told(ParseResult parsed) {
    return Values.all(parsed, "--to").isEmpty() ? "all" : "none";
  }

  static String of(ParseResult parsed) throws WrongUse {
    String name = Values.last(parsed, "--of", "");
    if (Values.all(parsed, "--of").isEmpty()) {
      return "";
    }
    List<String> names = names("--of", name);
    if (names.size() > 1) {
      throw WrongUse.because("--of takes one name, not " + names.size())
          .help("ask once for each of " + Words.or(names));
    }
    return names.getFirst();
  }

  static List<String> names(String option, String list) throws WrongUse {
    List<String> names = Words.parts(list);
    if (names.isEmpty()) {
      throw WrongUse.because(option + " needs a name of the program");
    }
    return names;
  }

  private static int order(String digits) throws WrongUse {
    try {
      int order = Integer.parseInt(digits);
      if (order >= 1 && order <= HIGHEST) {
        return order;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw WrongUse.because(
            "--order " + digits + ": an order is a whole number from 1 to " + HIGHEST)
        .help("1 is the gradient, 2 the Hessian");
  }

  private static Layout layout(String word) throws WrongUse {
    List<String> known = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      if (layout.toString().equals(word)) {
        return layout;
      }
      known.add(layout.toString());
    }
    throw Values.choice("--layout", word, known);
  }

  static Set<String> batch(List<String> lists) throws WrongUse {
    if (lists.isEmpty()) {
      return Request.BATCH;
    }
    Set<String> axes = new LinkedHashSet<>();
    for (String list : lists) {
      axes.addAll(names("--batch", list));
    }
    return axes.contains("none") ? Set.of() : axes;
  }

  static Map<String, Long> sizes(List<String> lists) throws WrongUse {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (String list : lists) {
      for (String part : names("--size", list)) {
        int equal = part.indexOf('=');
        String name = equal < 0 ? part : part.substring(0, equal).strip();
        String number = equal < 0 ? "" : part.substring(equal + 1).strip();
        if (name.isEmpty() || number.isEmpty()) {
          throw WrongUse.because("--size takes NAME=NUMBER, not " + part)
              .help("for instance  --size B=256,D=10");
        }
        sizes.put(name, number(name, number));
      }
    }
    return sizes;
  }

  private static long number(String name, String digits) throws WrongUse {
    try {
      long number = Long.parseLong(digits.replace("_", ""));
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw WrongUse.because("--size " + name + "=" + digits + ": a size is a whole number above 0");
  }

  /// The direction, of which there is one.
  private static Direction direction(ParseResult parsed) throws WrongUse {
    Direction found = Direction.NONE;
    for (Direction.Kind kind : Direction.Kind.values()) {
      Direction direction = new Direction(kind, List.of());
      List<String> values =
          kind == Direction.Kind.NONE ? List.of() : Values.all(parsed, direction.option());
      if (!values.isEmpty() && found.kind() != Direction.Kind.NONE) {
        throw WrongUse.because(found.option() + " and " + direction.option() + ": one at a time")
            .help("ask once for each");
      }
      if (!values.isEmpty()) {
        found = new Direction(kind, Words.parts(String.join(",", values)));
      }
    }
    return found;
  }

  private static Telling telling(String word) throws WrongUse {
    return switch (word) {
      case "all" -> Telling.FULL;
      case "short" -> Telling.SHORT;
      case "none" -> Telling.NONE;
      default -> {
        if (step(word) == 0) {
          throw Values.choice("--steps", word, List.of("all", "short", "none", "a number"));
        }
        yield Telling.FULL;
      }
    };
  }

  /// The number of a step, from 1; 0 for a word that is none.
  static int step(String word) {
    boolean number = word.matches("[1-9][0-9]{0,5}");
    return number ? Integer.parseInt(word) : 0;
  }

  private static Set<Target> targets(List<String> lists) throws WrongUse {
    Set<Target> targets = EnumSet.noneOf(Target.class);
    for (String list : lists) {
      for (String word : names("--to", list)) {
        targets.add(target(word));
      }
    }
    return targets.isEmpty() ? EnumSet.of(Target.MATH, Target.NUMPY) : targets;
  }

  private static CodeStyle style(String word) throws WrongUse {
    List<String> known = new ArrayList<>();
    for (CodeStyle style : CodeStyle.values()) {
      if (style.toString().equals(word)) {
        return style;
      }
      known.add(style.toString());
    }
    throw Values.choice("--style", word, known);
  }

  private static Target target(String word) throws WrongUse {
    List<String> known = new ArrayList<>();
    for (Target target : Target.values()) {
      if (target.toString().equals(word)) {
        return target;
      }
      known.add(target.toString());
    }
    throw Values.choice("--to", word, known);
  }

  private static String shortened(String text) {
    return text.length() > 30 ? text.substring(0, 29) + "…" : text;
  }
}
