package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.simplify.Simplify;
import leibniz.steps.Uses;
import leibniz.trace.Script;
import leibniz.verify.Claim;

/// The journey of an expression: the only place in which the passes stand in a row.
///
/// ```
/// Derivation d = Leibniz.derive(Request.of("v: (B, D); q = softmax(v)"));
/// d.answers().get(0).math();   // ∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)
/// ```
public final class Leibniz {
  /// Fewer equal layers are shown one by one.
  private static final int FOLDED = 4;

  /// What a number of layers is taken to be where it is not known.
  private static final long DEPTH = 5;

  private Leibniz() {}

  /// Derives and verifies, the latter while the answer is read. What the user can mend is a
  /// [leibniz.ir.LeibnizException]; a derivative that fails its own verification is returned as
  /// such ([Derivation#verified]).
  public static Derivation derive(Request request) {
    Module program = Parser.parse(request.source());
    List<Question> questions;
    try {
      questions = Question.all(program, request);
    } catch (LeibnizException e) {
      return ofAnyDepth(program, request).orElseThrow(() -> e);
    }
    List<Answer> answers = new ArrayList<>();
    List<IntFunction<List<Step>>> tellings = new ArrayList<>();
    List<Optional<Problem>> flat = new ArrayList<>();
    for (Question question : questions) {
      int before = answers.size();
      tellings.add(answer(question, request, answers));
      flat.add(Flat.of(question, answers.subList(before, answers.size())));
    }
    if (flat.stream().allMatch(Optional::isPresent)) {
      throw flat.getFirst().orElseThrow().raise();
    }
    Question first = questions.get(0);
    return new Derivation(
        request,
        first.script(),
        new LazyList<>(() -> lines(first)),
        first.of().name(),
        first.of().value().shape(),
        answers,
        new LazyList<>(() -> told(tellings)),
        first.script().sizes(),
        notes(questions, answers),
        new LazyList<>(() -> deep(program, request, questions)));
  }

  /// What is said once for equal layers, if all questions are such.
  private static List<Deep> deep(Module program, Request request, List<Question> questions) {
    List<Deep> deep = new ArrayList<>();
    for (Question question : questions) {
      Deep found = FindDeep.of(program, request, question, FOLDED);
      if (found == null) {
        return List.of();
      }
      deep.add(found);
    }
    return deep;
  }

  /// Where a loop runs as often as a size without a value says: the derivatives for any value.
  private static Optional<Derivation> ofAnyDepth(Module program, Request request) {
    for (String size : FindDeep.sizes(program, request)) {
      Map<String, Long> sizes = new HashMap<>(request.sizes());
      sizes.put(size, DEPTH);
      Request deeper = request.at(sizes);
      try {
        List<Question> questions = Question.all(program, deeper);
        Question only = questions.getFirst();
        Deep deep = questions.size() == 1 ? FindDeep.of(program, deeper, only, 3) : null;
        if (deep != null && deep.count().symbols().contains(size)) {
          return Optional.of(
              new Derivation(
                  request,
                  only.script(),
                  new LazyList<>(() -> lines(only)),
                  only.of().name(),
                  only.of().value().shape(),
                  List.of(),
                  List.of(),
                  request.sizes(),
                  Domains.of(questions),
                  List.of(deep)));
        }
      } catch (LeibnizException e) {
        // this size says nothing of loops, or not alone: the next is tried
      }
    }
    return Optional.empty();
  }

  private static List<String> notes(List<Question> questions, List<Answer> answers) {
    List<String> notes = new ArrayList<>(Domains.of(questions));
    notes.addAll(Declared.notes(questions));
    notes.addAll(questions.getFirst().script().assumptions());
    for (Answer answer : answers) {
      List<Name> turned = answer.variables().reversed();
      if (answer.product() == Direction.Kind.NONE && !turned.equals(answer.variables())) {
        notes.add(
            Show.derivative(answer.of(), turned)
                + " is "
                + Show.derivative(answer.of(), answer.variables())
                + " with its axes permuted, and is not derived twice");
        break; // once is enough: it holds for all
      }
    }
    return notes;
  }

  /// The lines of the program the output is made of.
  private static List<Script.Line> lines(Question question) {
    Set<Name> used = new HashSet<>(Uses.names(question.local().get(), question.of().name()));
    used.add(question.of().name());
    Set<String> bases = used.stream().map(Name::base).collect(Collectors.toSet());
    return question.script().lines().stream()
        .filter(line ->
            line.definitions().stream().anyMatch(d -> used.contains(d.name()))
                || bases.stream().anyMatch(base -> line.text().startsWith(base + " = ")))
        .toList();
  }

  private static List<Step> told(List<IntFunction<List<Step>>> tellings) {
    List<Step> steps = new ArrayList<>();
    tellings.forEach(telling -> steps.addAll(telling.apply(steps.size())));
    return steps;
  }

  /// Adds the answers to a question; answers how they are told, after so many steps.
  private static IntFunction<List<Step>> answer(
      Question question, Request request, List<Answer> answers) {
    // the program's values, as short as the laws make them
    Question free = question.free();
    Expr output = free.output(request.layout());
    Simplify simple = simplified(output, free);
    Printing deriving = printing(simple, free, request);
    boolean same = question.declared().isEmpty();
    Printing printing =
        same
            ? deriving
            : printing(simplified(question.output(request.layout()), question), question, request);

    // the derivatives by all variables, order by order; measured on the program as it was read
    Expr first = simple.expressions().getFirst();
    Orders orders = Orders.of(question, request, deriving, output, first);
    List<Orders.Found> found = orders.verified(printing);
    Set<String> laws = new LinkedHashSet<>(simple.laws());
    laws.addAll(orders.laws());

    // printed when asked for
    List<Claim> claims = new ArrayList<>();
    for (int k = 0; k < found.size(); k++) {
      claims.add(found.get(k).claim());
      answers.add(
          new Answer(
              question.of().name(),
              question.names(k),
              request.layout(),
              found.get(k).claim(),
              found.get(k).mode(),
              List.copyOf(laws),
              found.get(k).verified(),
              printing));
    }
    return before -> StepWriter.of(question, request, printing, orders, claims, before);
  }

  /// The output and all that the program defines, together.
  private static Simplify simplified(Expr output, Question question) {
    List<Expr> values = new ArrayList<>(List.of(output));
    question.script().definitions().forEach(d -> values.add(d.value()));
    return Simplify.of(values);
  }

  private static Printing printing(Simplify simple, Question question, Request request) {
    List<Expr> all = simple.expressions();
    return Printing.of(question, all.subList(1, all.size()), request);
  }
}
