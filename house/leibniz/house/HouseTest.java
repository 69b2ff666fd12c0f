package leibniz.house;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The floor plan, checked. This one file is compiled into the tests of every module and looks at
/// the classes and sources of the module it runs in.
final class HouseTest {

  /// Which room may import which; what is not listed is forbidden.
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          // core
          entry("leibniz.ir", Set.of()),
          entry("leibniz.op", Set.of("leibniz.ir")),
          entry("leibniz.python", Set.of("leibniz.ir")),
          entry("leibniz.calculus", Set.of("leibniz.ir")),
          entry("leibniz.math", Set.of("leibniz.ir")),
          entry("leibniz.program", Set.of("leibniz.ir")),
          entry("leibniz.report", Set.of("leibniz.ir")),
          entry("leibniz.simplify", Set.of("leibniz.op", "leibniz.ir")),
          entry("leibniz.trace", Set.of("leibniz.python", "leibniz.op", "leibniz.ir")),
          entry("leibniz.code", Set.of("leibniz.program", "leibniz.ir")),
          entry(
              "leibniz.steps",
              Set.of("leibniz.trace", "leibniz.simplify", "leibniz.calculus", "leibniz.ir")),
          // engine
          entry("leibniz.run", Set.of("leibniz.program", "leibniz.ir")),
          entry("leibniz.file", Set.of("leibniz.ir")),
          entry("leibniz.kernel", Set.of("leibniz.ir")),
          entry("leibniz.blas", Set.of("leibniz.kernel", "leibniz.ir")),
          entry(
              "leibniz.plan",
              Set.of(
                  "leibniz.blas",
                  "leibniz.kernel",
                  "leibniz.run",
                  "leibniz.program",
                  "leibniz.op",
                  "leibniz.ir")),
          entry("leibniz.verify", Set.of("leibniz.run", "leibniz.ir")),
          entry(
              "leibniz.equal",
              Set.of("leibniz.simplify", "leibniz.verify", "leibniz.run", "leibniz.ir")),
          entry(
              "leibniz",
              Set.of(
                  "leibniz.ir",
                  "leibniz.op",
                  "leibniz.python",
                  "leibniz.trace",
                  "leibniz.calculus",
                  "leibniz.simplify",
                  "leibniz.steps",
                  "leibniz.math",
                  "leibniz.program",
                  "leibniz.code",
                  "leibniz.report",
                  "leibniz.file",
                  "leibniz.kernel",
                  "leibniz.plan",
                  "leibniz.run",
                  "leibniz.verify",
                  "leibniz.equal")),
          entry(
              "leibniz.check",
              Set.of(
                  "leibniz",
                  "leibniz.ir",
                  "leibniz.op", // which functions are conditions
                  "leibniz.python",
                  "leibniz.trace",
                  "leibniz.calculus",
                  "leibniz.simplify",
                  "leibniz.run",
                  "leibniz.verify",
                  "leibniz.program",
                  "leibniz.code",
                  "leibniz.math",
                  "leibniz.report")),
          // app
          entry("leibniz.document", Set.of("leibniz.check", "leibniz.ir")),
          entry(
              "leibniz.cli",
              Set.of(
                  "leibniz",
                  "leibniz.document",
                  "leibniz.check",
                  "leibniz.equal",
                  "leibniz.file",
                  "leibniz.kernel",
                  "leibniz.plan",
                  "leibniz.program",
                  "leibniz.verify",
                  "leibniz.math",
                  "leibniz.report",
                  "leibniz.trace",
                  "leibniz.ir")));

  /// Files that are one thought and may name each other; any other circle of files is forbidden.
  private static final List<Set<String>> ONE_THOUGHT =
      List.of(
          // A node, what it is made of, and the normal form it is made in.
          Set.of(
              "leibniz.ir.Build",
              "leibniz.ir.Elementwise",
              "leibniz.ir.Expr",
              "leibniz.ir.FactorOrder",
              "leibniz.ir.Head",
              "leibniz.ir.Interner",
              "leibniz.ir.Keys",
              "leibniz.ir.Product",
              "leibniz.ir.Special",
              "leibniz.ir.Terms",
              "leibniz.ir.View"),
          // What is wrong, and the exception that carries it.
          Set.of("leibniz.ir.Problem", "leibniz.ir.LeibnizException"),
          // Taking apart and putting together: each is the other's derivative.
          Set.of("leibniz.op.Slice", "leibniz.op.Pad", "leibniz.op.Concatenate"),
          // Reading overlapping windows and adding them up: likewise.
          Set.of("leibniz.op.Windows", "leibniz.op.OverlapAdd"));

  private static final Path CLASSES = Path.of(System.getProperty("house.classes"));
  private static final Path SOURCES = Path.of(System.getProperty("house.sources"));

  @Test
  void noRoomImportsWhatThePlanDoesNotAllow() {
    List<String> forbidden = new ArrayList<>();
    arrows("-verbose:package")
        .forEach((room, others) -> {
          if (!MAY_IMPORT.containsKey(room)) {
            forbidden.add(room + " is not in the plan");
          }
          for (String other : others) {
            if (!MAY_IMPORT.getOrDefault(room, Set.of()).contains(other)) {
              forbidden.add(room + " -> " + other);
            }
          }
        });
    assertThat(forbidden).as("arrows that MAY_IMPORT does not list").isEmpty();
  }

  @Test
  void noCircleOfFilesIsMoreThanOneThought() {
    Map<String, Set<String>> files = new TreeMap<>();
    arrows("-verbose:class")
        .forEach((type, others) -> {
          Set<String> named = files.computeIfAbsent(file(type), _ -> new TreeSet<>());
          others.forEach(other -> named.add(file(other)));
        });
    List<Set<String>> circles =
        circles(files).stream()
            .filter(circle -> ONE_THOUGHT.stream().noneMatch(one -> one.containsAll(circle)))
            .toList();
    assertThat(circles).as("files that import each other in a loop").isEmpty();
  }

  @Test
  void noSwitchOverHeadHasADefault() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      for (int line : defaultsOverHead(text)) {
        found.add(source + ":" + line);
      }
    }
    assertThat(found)
        .as("a switch over Head names every kind, so that a new kind is seen")
        .isEmpty();
  }

  @Test
  void theDefaultsAreFound() {
    assertThat(
            defaultsOverHead(
                """
                int a = switch (e.head()) { // default
                  case Var v -> switch (v.name()) { default -> 1; };
                  case Num n -> '"' + "default -> ".length();
                };
                int b = switch (f(e).head()) {
                  case Var v -> 1;
                  default -> 2;
                };
                switch (head) {
                  case null, default: break;
                }
                switch (e.head()) {
                  case Head _ -> {}
                }
                """))
        .containsExactly(7, 10, 13);
  }

  // ------------------------------------------------------------------------------------- arrows

  private static final Pattern ARROW =
      Pattern.compile("^ +(leibniz[\\w.$]*) +-> +(leibniz[\\w.$]*) ", Pattern.MULTILINE);
  private static final Pattern SUBJECT =
      Pattern.compile("^ +(leibniz[\\w.$]*) +-> ", Pattern.MULTILINE);

  /// What `jdeps` says: every package or class of this module with those of ours that it names.
  private static Map<String, Set<String>> arrows(String granularity) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                writer,
                writer,
                granularity,
                "-filter:none",
                "--multi-release",
                "base",
                "--module-path",
                System.getProperty("java.class.path"),
                CLASSES.toString());
    assertThat(exit).as(out.toString()).isZero();
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (Matcher m = SUBJECT.matcher(out.toString()); m.find(); ) {
      arrows.put(m.group(1), new TreeSet<>());
    }
    for (Matcher m = ARROW.matcher(out.toString()); m.find(); ) {
      if (!m.group(1).equals(m.group(2))) {
        arrows.get(m.group(1)).add(m.group(2));
      }
    }
    return arrows;
  }

  private static String file(String type) {
    int inner = type.indexOf('$');
    return inner < 0 ? type : type.substring(0, inner);
  }

  /// The sets of more than one file in which each reaches each (Tarjan).
  private static List<Set<String>> circles(Map<String, Set<String>> arrows) {
    List<Set<String>> found = new ArrayList<>();
    Map<String, Integer> order = new HashMap<>();
    Map<String, Integer> low = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    for (String file : arrows.keySet()) {
      visit(file, arrows, order, low, open, found);
    }
    return found;
  }

  private static void visit(
      String file,
      Map<String, Set<String>> arrows,
      Map<String, Integer> order,
      Map<String, Integer> low,
      Deque<String> open,
      List<Set<String>> found) {
    if (order.containsKey(file)) {
      return;
    }
    order.put(file, order.size());
    low.put(file, order.get(file));
    open.push(file);
    for (String next : arrows.getOrDefault(file, Set.of())) {
      visit(next, arrows, order, low, open, found);
      if (open.contains(next)) {
        low.merge(file, low.get(next), Math::min);
      }
    }
    if (low.get(file).equals(order.get(file))) {
      Set<String> circle = new TreeSet<>();
      String last;
      do {
        last = open.pop();
        circle.add(last);
      } while (!last.equals(file));
      if (circle.size() > 1) {
        found.add(circle);
      }
    }
  }

  // ------------------------------------------------------------------------------------- sources

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .sorted()
          .collect(toCollection(ArrayList::new));
    }
  }

  /// Comments, text blocks, strings and characters: what is not code.
  private static final Pattern NOT_CODE =
      Pattern.compile(
          "//[^\n]*|/\\*(?s:.*?)\\*/|\"\"\"(?s:(?:\\\\.|.)*?)\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])++'");

  private static final Pattern SWITCH = Pattern.compile("\\bswitch\\s*\\(");
  private static final Pattern OVER_HEAD = Pattern.compile("\\bhead\\s*(\\(\\s*\\))?\\s*$");
  private static final Pattern TAKES_ALL =
      Pattern.compile("\\bdefault\\s*(->|:)|\\bcase\\s+(?:final\\s+)?Head\\s+\\w+\\s*(->|:)");

  /// The lines of the arms that take whatever head comes.
  private static List<Integer> defaultsOverHead(String text) {
    String code = NOT_CODE.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " "));
    List<Integer> lines = new ArrayList<>();
    for (Matcher m = SWITCH.matcher(code); m.find(); ) {
      int close = close(code, m.end() - 1, '(', ')');
      String selector = code.substring(m.end(), close);
      if (OVER_HEAD.matcher(selector).find()) {
        int open = code.indexOf('{', close);
        int end = close(code, open, '{', '}');
        Matcher arm = TAKES_ALL.matcher(code).region(open + 1, end);
        while (arm.find()) {
          if (depth(code, open, arm.start()) == 1) {
            lines.add((int) code.substring(0, arm.start()).lines().count());
          }
        }
      }
    }
    return lines;
  }

  private static int close(String code, int open, char up, char down) {
    int depth = 0;
    for (int i = open; i < code.length(); i++) {
      char c = code.charAt(i);
      depth += c == up ? 1 : c == down ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return code.length();
  }

  private static long depth(String code, int open, int here) {
    String between = code.substring(open, here);
    return between.chars().filter(c -> c == '{').count()
        - between.chars().filter(c -> c == '}').count();
  }
}
