package leibniz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Source;
import leibniz.math.Equation;
import leibniz.math.Typeset;
import leibniz.op.Ops;
import leibniz.report.Style;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.trace.Trace;

/// A function that programs may call, by its name: what it computes, its derivative under the
/// general rule, and what it makes of a cotangent. Nothing is recited: it is derived and verified
/// as in any program.
///
/// @param signature how it is called
/// @param says what it is, in words; empty if there are none
/// @param definition what it computes
/// @param general its derivatives by its arguments
/// @param pullBack what a cotangent becomes at its arguments
public record Topic(
    String signature, String says, Equation definition, Derivation general, Derivation pullBack) {

  /// What a function may be tried on, the first that fits: entry by entry and along the last axis,
  /// matrices, vectors; one argument and two.
  private static final List<String> ARGUMENTS =
      List.of(
          "x: (B, D)",
          "A: (n, n)",
          "x: (n,)",
          "x: (B, D); y: (B, D)",
          "A: (n, n); b: (n,)",
          "A: (m, n); B: (n, p)",
          "x: (m,); y: (n,)");

  /// A tuple has no derivative; its parts may.
  private static final List<String> PARTS = List.of("", "[1]", "[0]");

  private static final String RESULT = "q";

  /// How a function of this name is called; empty if there is none.
  public static Optional<String> signature(String name) {
    return Trace.functions().stream()
        .filter(s -> called(s).equals(name) || called(s).endsWith("." + name))
        .min(
            Comparator.comparingInt((String s) -> called(s).startsWith("math.") ? 1 : 0)
                .thenComparingInt(String::length));
  }

  private static String called(String signature) {
    return signature.substring(0, signature.indexOf('('));
  }

  /// The topic of a function that is known; empty where none of the arguments it is tried on fits,
  /// or it has no derivative by them.
  public static Optional<Topic> of(String name) {
    return signature(name).flatMap(Topic::tried);
  }

  private static Optional<Topic> tried(String signature) {
    for (String arguments : ARGUMENTS) {
      List<String> names = new ArrayList<>();
      for (String declaration : arguments.split("; ")) {
        names.add(declaration.substring(0, declaration.indexOf(':')));
      }
      String call = called(signature) + "(" + String.join(", ", names) + ")";
      for (String part : PARTS) {
        Optional<Topic> found =
            derived(signature, arguments.replace("; ", "\n") + "\n" + RESULT + " = " + call + part);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Topic> derived(String signature, String program) {
    Request request =
        new Request(
            new Source(called(signature), program),
            RESULT,
            List.of(),
            1,
            Layout.GENERAL,
            Request.BATCH,
            Map.of());
    try {
      Derivation general = Leibniz.derive(request);
      Derivation pullBack = Leibniz.derive(request.vjp());
      String plain = called(signature).substring(called(signature).lastIndexOf('.') + 1);
      Elementwise row = Ops.MAPS.get(plain);
      String says = row == null ? "" : row.says();
      return Optional.of(new Topic(signature, says, definition(general), general, pullBack));
    } catch (LeibnizException e) {
      return Optional.empty(); // these arguments do not fit: the next are tried
    }
  }

  /// What the simplified value is, over the inputs.
  private static Equation definition(Derivation derivation) {
    Definition result = derivation.script().find(RESULT).getFirst();
    Map<Expr, Name> names = new LinkedHashMap<>();
    derivation.script().inputs().forEach(input -> names.put(input.value(), input.name()));
    Expr value = Simplify.of(List.of(result.value())).expressions().getFirst();
    return Typeset.definition(result.name(), value, new Names(names));
  }

  /// As the terminal shows it.
  public List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(style.text(signature)) + (says.isEmpty() ? "" : "  " + style.text(says)));
    lines.add("");
    lines.addAll(general.heading().programLines(style));
    lines.addAll(Show.equation(definition, "  ", style));
    lines.add("");
    for (Answer answer : general.answers()) {
      lines.addAll(AnswerLines.of(answer, style, Derivation.TOLD_BY_STEPS, CodeStyle.EINSUM));
    }
    lines.add(
        style.dim(
            style.text("what a cotangent of the result becomes, as backward code computes it")));
    for (Answer answer : pullBack.answers()) {
      lines.addAll(AnswerLines.of(answer, style, Derivation.TOLD_BY_STEPS, CodeStyle.EFFICIENT));
    }
    for (String note : general.notes()) {
      lines.addAll(Show.wrapped(style.dim("note"), 4, note, style));
    }
    lines.addAll(AnswerLines.verdict(general.answers(), style));
    return lines;
  }
}
