package leibniz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Shape;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.simplify.Simplify;
import leibniz.steps.Uses;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import leibniz.verify.Claim;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;
import leibniz.verify.Verify;

/// The journey of an expression: the only place in which the passes stand in a row.
///
/// ```
/// Derivation d = Leibniz.derive(Request.of("v: (B, D); q = softmax(v)"));
/// d.answers().get(0).math();   // ∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)
/// ```
public final class Leibniz {
  /// Sizes the user asks for are those of the verification, unless it would take long.
  private static final long LARGEST_SIZE = 64;

  private Leibniz() {}

  /// Derives and verifies. What the user can mend is a [leibniz.ir.LeibnizException]; a derivative
  /// that fails its own verification is returned as such ([Derivation#verified]).
  public static Derivation derive(Request request) {
    Module program = Parser.parse(request.source());
    List<Question> questions = Question.all(program, request);
    List<Answer> answers = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Question question : questions) {
      answer(question, request, answers, steps);
    }
    Question first = questions.get(0);
    return new Derivation(
        request,
        first.script(),
        lines(first),
        first.of().name(),
        first.of().value().shape(),
        answers,
        steps,
        first.script().sizes(),
        Domains.of(questions));
  }

  /// The lines of the program the output is made of.
  private static List<Script.Line> lines(Question question) {
    Set<Name> used = new HashSet<>(Uses.names(question.local(), question.of().name()));
    used.add(question.of().name());
    Set<String> bases = used.stream().map(Name::base).collect(Collectors.toSet());
    return question.script().lines().stream()
        .filter(line ->
            line.definitions().stream().anyMatch(d -> used.contains(d.name()))
                || bases.stream().anyMatch(base -> line.text().startsWith(base + " = ")))
        .toList();
  }

  private static void answer(
      Question question, Request request, List<Answer> answers, List<Step> steps) {
    // the program's values, as short as the laws make them
    List<Definition> definitions = question.script().definitions();
    Expr output = output(question.of(), request.layout());
    List<Expr> values = new ArrayList<>(List.of(output));
    definitions.forEach(d -> values.add(d.value()));
    Simplify simple = Simplify.of(values);

    // the derivatives by all variables, in one walk, as short as the laws make them
    List<Expr> variables = question.wrt().stream().map(Definition::value).toList();
    Map<Expr, Expr> raw = Differentiate.of(simple.expressions().get(0), variables);
    Simplify derived = Simplify.of(List.copyOf(raw.values()));
    Set<String> laws = new LinkedHashSet<>(simple.laws());
    laws.addAll(derived.laws());

    // each in its layout
    List<Expr> named = simple.expressions().subList(1, values.size());
    Printing printing = Printing.of(question, named, request);
    List<Axes> axes = new ArrayList<>();
    List<Expr> shared = new ArrayList<>();
    for (int k = 0; k < variables.size(); k++) {
      Definition wrt = question.wrt().get(k);
      Axes layout = axes(question.of(), wrt, request);
      Expr derivative = General.share(derived.expressions().get(k), layout);
      if (derivative == null) {
        throw Mixing.problem(question.script(), question.of(), wrt, layout, request.batch());
      }
      axes.add(layout);
      shared.add(derivative);
    }
    List<Expr> derivatives = printing.associate(shared);

    // measured on the program as it was read; printed when asked for
    List<Claim> claims = new ArrayList<>();
    for (int k = 0; k < variables.size(); k++) {
      claims.add(new Claim(variables.get(k), derivatives.get(k), axes.get(k)));
    }
    List<Verification> verified = verify(output, claims, request.sizes());
    for (int k = 0; k < claims.size(); k++) {
      answers.add(
          new Answer(
              question.of().name(),
              question.wrt().get(k).name(),
              request.layout(),
              claims.get(k),
              List.copyOf(laws),
              verified.get(k),
              printing));
    }
    Map<Name, Expr> found = new LinkedHashMap<>();
    if (claims.size() == 1) {
      found.put(question.wrt().get(0).name(), derivatives.get(0));
    }
    steps.addAll(StepWriter.of(question, request, printing, found, steps.size()));
  }

  /// What is differentiated: in the layout like the input, the sum over all entries.
  private static Expr output(Definition of, Layout layout) {
    return switch (layout) {
      case GENERAL -> of.value();
      case LIKE_INPUT -> Build.reduce(of.value(), Build.range(0, of.value().rank()));
    };
  }

  private static Axes axes(Definition of, Definition wrt, Request request) {
    Shape input = wrt.value().shape();
    return switch (request.layout()) {
      case GENERAL -> General.axes(of.value().shape(), input, request.batch());
      case LIKE_INPUT -> General.likeInput(input);
    };
  }

  private static List<Verification> verify(
      Expr output, List<Claim> claims, Map<String, Long> asked) {
    List<Expr> roots = new ArrayList<>(List.of(output));
    claims.forEach(c -> roots.add(c.derivative()));
    Map<String, Integer> given = new LinkedHashMap<>();
    asked.forEach(
        (size, value) -> {
          if (value <= LARGEST_SIZE) {
            given.put(size, value.intValue());
          }
        });
    return Verify.derivatives(output, claims, Sizes.of(roots, given));
  }
}
