package leibniz.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import leibniz.Answer;
import leibniz.CodeStyle;
import leibniz.Deep;
import leibniz.Derivation;
import leibniz.Language;
import leibniz.Mode;
import leibniz.Part;
import leibniz.PrintedCode;
import leibniz.Step;
import leibniz.Stored;
import leibniz.ir.Axes;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.math.Equation;
import leibniz.math.Latex;
import leibniz.math.Unicode;
import leibniz.verify.Verification;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/// The answers as one object. Fields are only ever added; `schema` counts otherwise.
final class Json {
  private static final String SCHEMA = "leibniz-derive/1";

  private static final JSON WRITER =
      JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

  private Json() {}

  /// Prints the object, and nothing else.
  static void print(List<Object> results, List<Object> errors, Output out) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("schema", SCHEMA);
    object.put("leibniz", Version.text());
    object.put("columnUnit", "utf16");
    object.put("results", results);
    object.put("errors", errors);
    print(object, out);
  }

  /// Prints an object, and nothing else.
  static void print(Map<String, ? extends @Nullable Object> object, Output out) {
    String text = WRITER.asString(object);
    out.line(out.style().unicode() ? text : escaped(text));
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.toString();
  }

  // ------------------------------------------------------------------------------------- results

  /// Every answer of a derivation.
  static List<Object> results(Derivation derivation) {
    List<Object> results = new ArrayList<>();
    for (Answer answer : derivation.answers()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("file", derivation.request().source().name());
      object.put("of", answer.of().toString());
      object.put("wrt", answer.wrt());
      object.put("order", answer.order());
      object.put("product", answer.product().toString());
      object.put("directions", answer.directions().stream().map(Name::toString).toList());
      object.put("layout", answer.layout().toString());
      object.put("shape", shape(answer.axes(), derivation.sizes()));
      Map<String, Object> math = math(answer.text(true), answer.text(false), answer.latex());
      answer.matrix().ifPresent(matrix -> math.put("matrix", math(List.of(matrix))));
      object.put("math", math);
      Map<String, Object> code = new LinkedHashMap<>();
      for (Language language : Language.values()) {
        Map<String, Object> styles = code(answer.code(language));
        if (language != Language.JAVA) {
          styles.put(
              CodeStyle.EFFICIENT.toString(), code(answer.code(language, CodeStyle.EFFICIENT)));
        }
        code.put(language.toString(), styles);
      }
      object.put("code", code);
      object.put("mode", mode(answer.mode()));
      object.put("laws", answer.laws());
      List<Object> steps = new ArrayList<>();
      derivation.steps(answer).forEach(step -> steps.add(step(step)));
      object.put("steps", steps);
      object.put("stored", answer.stored().map(s -> stored(s, answer)).orElse(null));
      object.put("conventions", answer.conventions());
      object.put("verified", verified(answer.verified()));
      object.put("notes", derivation.notes());
      results.add(object);
    }
    derivation.deep().forEach(deep -> results.add(layers(derivation, deep)));
    return results;
  }

  /// From which end it was found; what each costs where both were tried.
  private static Map<String, Object> mode(Mode mode) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("chosen", mode.way().toString());
    if (mode.isChosen()) {
      object.put("reverse", mode.reverse());
      object.put("forward", mode.forward());
    }
    return object;
  }

  /// The derivatives through equal layers, for any number of them.
  private static Object layers(Derivation derivation, Deep deep) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("file", derivation.request().source().name());
    object.put("of", deep.of().toString());
    object.put("layers", deep.numbers());
    object.put("layer", math(deep.layer()));
    List<Object> steps = new ArrayList<>();
    deep.steps().forEach(step -> steps.add(step(step)));
    object.put("steps", steps);
    Map<String, Object> code = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      code.put(language.toString(), Map.of("name", deep.name(), "function", deep.code(language)));
    }
    object.put("code", code);
    List<Object> verified = new ArrayList<>();
    for (Deep.Depth depth : deep.depths()) {
      List<Object> checks = new ArrayList<>();
      depth.verified().forEach(v -> checks.add(verified(v)));
      verified.add(Map.of("layers", depth.layers(), "verified", checks));
    }
    object.put("depths", verified);
    return object;
  }

  private static Map<String, Object> shape(Axes axes, Map<String, Long> sizes) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("batch", sizes(axes.part(Axes.Role.BATCH)));
    object.put("output", sizes(axes.part(Axes.Role.OUTPUT)));
    object.put("input", sizes(axes.part(Axes.Role.INPUT)));
    List<Object> inputs = new ArrayList<>();
    for (int n = 0; n < axes.order(); n++) {
      inputs.add(sizes(axes.part(n)));
    }
    object.put("inputs", inputs);
    if (sizes.keySet().containsAll(axes.shape().symbols())) {
      List<Object> numbers = new ArrayList<>();
      for (Dim size : axes.shape().dims()) {
        numbers.add(size.at(name -> Objects.requireNonNull(sizes.get(name))));
      }
      object.put("numeric", numbers);
    }
    return object;
  }

  /// How it can be stored: for each part the cores, which letters are equal, and along which it
  /// repeats. Where there is one part with one core, that is told beside it, too.
  private static Map<String, Object> stored(Stored stored, Answer answer) {
    List<Object> parts = new ArrayList<>();
    for (Part part : stored.parts()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("form", part.form().name().toLowerCase(Locale.ROOT));
      List<Object> cores = new ArrayList<>();
      part.cores().forEach(c -> cores.add(sizes(c.value().shape())));
      object.put("cores", cores);
      object.put("ties", stored.ties(part));
      object.put("repeats", stored.repeats(part));
      parts.add(object);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    Part first = stored.parts().getFirst();
    if (stored.parts().size() == 1 && first.cores().size() == 1) {
      object.put("core", sizes(first.cores().getFirst().value().shape()));
      object.put("ties", stored.ties(first));
      object.put("repeats", stored.repeats(first));
    }
    object.put("parts", parts);
    answer
        .cores()
        .ifPresent(cores -> {
          object.put("math", math(cores.math()));
          object.put("cores", code(cores.cores()));
          cores.times().ifPresent(times -> object.put("times", code(times)));
        });
    return object;
  }

  /// A size is a number where it is one, else as one writes it in Python.
  private static List<Object> sizes(Shape shape) {
    List<Object> out = new ArrayList<>();
    for (Dim size : shape.dims()) {
      out.add(size.constant().isPresent() ? size.constant().getAsLong() : size.toString());
    }
    return out;
  }

  private static Map<String, Object> math(String unicode, String ascii, String latex) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("unicode", unicode);
    object.put("ascii", ascii);
    object.put("latex", latex);
    return object;
  }

  /// The equations of a step, a line each.
  private static Map<String, Object> math(List<Equation> equations) {
    StringBuilder unicode = new StringBuilder();
    StringBuilder ascii = new StringBuilder();
    StringBuilder latex = new StringBuilder();
    for (Equation equation : equations) {
      String line = unicode.isEmpty() ? "" : "\n";
      unicode.append(line).append(Unicode.print(equation.formula()));
      ascii.append(line).append(Unicode.ascii(equation.formula()));
      latex.append(line).append(Latex.print(equation.formula()));
    }
    return math(unicode.toString(), ascii.toString(), latex.toString());
  }

  private static Map<String, Object> code(PrintedCode code) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", code.name());
    object.put("arguments", code.arguments());
    object.put("function", code.function());
    object.put("statement", code.statement());
    object.put("remark", code.remark());
    return object;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("n", step.number());
    object.put("title", step.title());
    object.put("law", step.law());
    object.put("line", step.line());
    object.put("math", math(step.math()));
    object.put("numpy", step.numpy());
    object.put("shape", shape(step.axes(), Map.of()));
    return object;
  }

  private static Map<String, @Nullable Object> verified(Verification verification) {
    List<Object> checks = new ArrayList<>();
    for (Verification.Check check : verification.checks()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("order", check.order());
      object.put("method", check.method().replace(' ', '-'));
      object.put("rho", Double.isFinite(check.rho()) ? check.rho() : null);
      checks.add(object);
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("ok", verification.ok());
    object.put("checks", checks);
    List<Object> sizes = new ArrayList<>();
    verification.sizes().forEach(at -> sizes.add(new TreeMap<>(at)));
    object.put("sizes", sizes);
    if (!verification.ok()) {
      object.put("reason", verification.toString());
    }
    return object;
  }

  // -------------------------------------------------------------------------------------- errors

  /// What is wrong with a program.
  static Object error(Problem problem, String file) {
    Span span = problem.marks().isEmpty() ? null : problem.marks().getFirst().span();
    StringBuilder help = new StringBuilder();
    for (Problem.Note note : problem.notes()) {
      if (note.kind() == Problem.Note.Kind.HELP) {
        help.append(help.isEmpty() ? "" : "\n").append(note.text());
      }
    }
    String level =
        switch (problem.level()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case REMARK -> "remark";
        };
    return error(problem.code(), level, problem.headline(), file, span, help.toString());
  }

  /// What is wrong with the words or a file.
  static Object error(WrongUse wrong, @Nullable String file) {
    return error(null, "error", wrong.headline(), file, null, wrong.help());
  }

  /// What is wrong with Leibniz.
  static Object error(Bug bug, @Nullable String file) {
    return error(Code.LBZ900, "error", bug.what(), file, null, "");
  }

  private static Object error(
      @Nullable Code code,
      String level,
      String message,
      @Nullable String file,
      @Nullable Span span,
      String help) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("code", code == null ? null : code.name());
    object.put("level", level);
    object.put("message", message);
    object.put("file", span == null ? file : span.file());
    object.put("line", span == null ? null : span.line());
    object.put("column", span == null ? null : span.column());
    object.put("endLine", span == null ? null : span.endLine());
    object.put("endColumn", span == null ? null : span.endColumn());
    object.put("help", help.isEmpty() ? null : help);
    return object;
  }
}
