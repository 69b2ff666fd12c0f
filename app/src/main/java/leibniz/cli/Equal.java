package leibniz.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leibniz.Comparison;
import leibniz.equal.Verdict;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.report.Frame;
import leibniz.report.Style;
import leibniz.report.Wrap;
import org.jspecify.annotations.Nullable;

/// The command `equal`: whether two programs compute the same, who decided it, and how sure it is.
final class Equal {
  private static final String SCHEMA = "leibniz-equal/1";
  private static final int COLUMN = 7;

  private final Command.DoEqual asked;
  private final Terminal terminal;
  private final Output out;
  private final Output err;
  private int exit = Exit.OK;

  Equal(Command.DoEqual asked, Terminal terminal, Output out, Output err) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  int run() throws WrongUse {
    Source left = source(asked.sides().getFirst(), "A");
    Source right = asked.sides().size() == 1 ? left : source(asked.sides().getLast(), "B");
    String first = asked.of().isEmpty() ? "" : asked.of().getFirst();
    String second = asked.of().isEmpty() ? "" : asked.of().getLast();
    try {
      right = Comparison.completed(left, right, asked.sizes());
      show(Comparison.of(left, first, right, second, asked.sizes()), left, right);
    } catch (LeibnizException e) {
      return fail(e, left, right);
    }
    return exit;
  }

  private int fail(LeibnizException e, Source left, Source right) {
    boolean second =
        e.problems().stream()
            .flatMap(problem -> problem.marks().stream())
            .anyMatch(mark -> mark.span().file().equals(right.name()));
    Source where = second ? right : left;
    err.lines(Frame.lines(e.problems(), where, err.style()));
    if (asked.look().json()) {
      List<Object> errors = new ArrayList<>();
      e.problems().forEach(problem -> errors.add(Json.error(problem, where.name())));
      print(new LinkedHashMap<>(), errors);
    }
    return Exit.PROGRAM;
  }

  /// A file, or a program given as words.
  private Source source(String side, String name) throws WrongUse {
    boolean file = side.equals("-") || side.endsWith(".py");
    Source read = file ? Inputs.read(side, terminal.in()) : new Source(name, side);
    String declarations = String.join("\n", asked.declarations());
    return declarations.isEmpty()
        ? read
        : new Source(read.name(), declarations + "\n" + read.text());
  }

  private void show(Comparison found, Source left, Source right) {
    exit = found.holds() ? Exit.OK : Exit.FINDINGS;
    if (asked.look().json()) {
      print(object(found), List.of());
      return;
    }
    Style style = out.style();
    String word = found.holds() ? "ok" : found.fails() ? "differ" : "open";
    String painted = found.holds() ? style.ok(word) : style.error(word);
    if (style.detail() == Style.Detail.QUIET) {
      out.line(style.text(found.toString()));
      return;
    }
    line(style.dim("left"), 4, title(found, left, true), style);
    line(style.dim("right"), 5, title(found, right, false), style);
    line(painted, word.length(), found.toString(), style);
  }

  private String title(Comparison found, Source source, boolean first) {
    var side = first ? found.left() : found.right();
    String where = source.name().endsWith(".py") ? source.name() + "  " : "";
    String text = where.isEmpty() ? lastLine(source) : side.name().toString();
    return where + text + "  " + side.value().shape();
  }

  private static String lastLine(Source source) {
    String last = source.text().strip().lines().reduce("", (_, line) -> line).strip();
    return last.substring(last.lastIndexOf(';') + 1).strip();
  }

  private void line(String word, int width, String text, Style style) {
    List<String> wrapped = Wrap.lines(style.text(text), style.width() - COLUMN);
    for (int k = 0; k < wrapped.size(); k++) {
      out.line((k == 0 ? word + " ".repeat(COLUMN - width) : " ".repeat(COLUMN)) + wrapped.get(k));
    }
  }

  // ---------------------------------------------------------------------------------------- JSON

  private static Map<String, @Nullable Object> object(Comparison found) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("equal", found.holds() ? Boolean.TRUE : found.fails() ? Boolean.FALSE : null);
    object.put(
        "shapes",
        List.of(found.left().value().shape().toString(), found.right().value().shape().toString()));
    object.put("verdict", found.verdict().map(Equal::kind).orElse("shapes"));
    object.put(
        "layer",
        found.verdict().map(v -> v.layer().name().toLowerCase(java.util.Locale.ROOT)).orElse(null));
    object.put("text", found.toString());
    object.put(
        "counterexample",
        found.verdict().flatMap(Verdict::counterexample).map(Equal::place).orElse(null));
    return object;
  }

  private static String kind(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved _ -> "proved";
      case Verdict.Probable _ -> "probable";
      case Verdict.Agrees _ -> "agrees";
      case Verdict.Disproved _ -> "disproved";
      case Verdict.Differs _ -> "differs";
      case Verdict.Undecided _ -> "undecided";
    };
  }

  private static Map<String, Object> place(Verdict.Counterexample found) {
    return Map.of(
        "sizes",
        new TreeMap<>(found.sizes()),
        "inputs",
        found.written(),
        "entry",
        found.entry(),
        "left",
        found.left(),
        "right",
        found.right());
  }

  private void print(Map<String, @Nullable Object> result, List<Object> errors) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("schema", SCHEMA);
    object.put("leibniz", Version.text());
    object.putAll(result);
    object.put("errors", errors);
    Json.print(object, out);
  }
}
