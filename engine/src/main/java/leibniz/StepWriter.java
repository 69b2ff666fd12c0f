package leibniz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.math.Equation;
import leibniz.math.Formula;
import leibniz.math.Symbol;
import leibniz.math.Symbols;
import leibniz.math.Typeset;
import leibniz.steps.Derivative;
import leibniz.steps.LocalStep;
import leibniz.steps.Steps;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import leibniz.verify.Claim;
import org.jspecify.annotations.Nullable;

/// Tells a derivation line by line: the steps of the chain rule, written as math and as code.
final class StepWriter {
  /// Nobody reads more; a network of a thousand layers has thousands.
  private static final int MOST = 60;

  private final Printing printing;
  private final Map<Name, Claim> answers;
  private final List<Step> steps = new ArrayList<>();
  private final int before;

  private StepWriter(Printing printing, Map<Name, Claim> answers, int before) {
    this.printing = printing;
    this.answers = answers;
    this.before = before;
  }

  /// The steps that lead to the answers of a question: by the chain rule to the derivatives of
  /// first order, and from each of them to those of higher order.
  ///
  /// @param claims the answers, in the order of the question
  /// @param before how many steps were told already
  static List<Step> of(
      Question question,
      Request request,
      Printing printing,
      Orders orders,
      List<Claim> claims,
      int before) {
    if (request.layout() == Layout.LIKE_INPUT && question.of().value().rank() > 0) {
      return List.of(); // the steps would be those of the output, not of the sum of its entries
    }
    boolean tangent = question.along().kind().isTangent();
    List<Definition> first = question.first();
    Map<Name, Claim> answers = new LinkedHashMap<>(); // what the last step of each must be
    if (tangent) {
      boolean last = claims.getFirst().variables().isEmpty();
      Claim claim = last ? claims.getFirst() : orders.onTheWay(List.of());
      answers.put(question.of().name(), claim);
    } else if (question.wrt().size() == 1) {
      boolean last = claims.getFirst().variables().size() == 1;
      Claim claim = last ? claims.getFirst() : orders.onTheWay(first);
      answers.put(first.getFirst().name(), claim);
    }
    StepWriter writer = new StepWriter(printing, answers, before);
    Question free = question.free();
    Map<Expr, Expr> declared = question.declared();
    for (LocalStep step : path(free, request, free.first())) {
      writer.tell(step.with(declared));
    }
    Set<List<Definition>> told = new HashSet<>();
    for (int k = 0; k < claims.size(); k++) {
      List<Definition> block = question.blocks().get(k);
      for (int order = tangent ? 1 : 2; order <= block.size(); order++) {
        List<Definition> part = block.subList(0, order);
        if (told.add(part)) {
          writer.again(part, order == block.size() ? claims.get(k) : orders.onTheWay(part));
        }
      }
    }
    return writer.steps;
  }

  /// The steps of the chain rule: along the directions, or in the direction in which less is
  /// carried.
  private static List<LocalStep> path(Question question, Request request, List<Definition> first) {
    Set<String> batch = request.batch();
    Script script = question.script();
    Script local = question.local().get();
    Map<Definition, Definition> directions = question.along().directions();
    return switch (question.along().kind()) {
      case NONE ->
          first.size() == 1 && !isScalar(question, request)
              ? Steps.forward(script, local, question.of(), first.getFirst(), batch, MOST)
              : Steps.reverse(script, local, question.of(), first, batch, MOST);
      case JVP, HVP -> Steps.along(script, local, question.of(), directions, batch, MOST);
      case VJP -> {
        Expr seed = Objects.requireNonNull(directions.get(question.of())).value();
        yield Steps.reverse(script, local, question.of(), seed, first, batch, MOST);
      }
    };
  }

  /// One order more: the derivative of a derivative.
  private void again(List<Definition> block, Claim claim) {
    List<Name> by = block.stream().map(Definition::name).toList();
    String from = printing.called(by.subList(0, by.size() - 1)).identifier();
    String target = printing.called(by).identifier();
    int line = steps.isEmpty() ? 1 : steps.getLast().line();
    steps.add(
        new Step(
            before + steps.size() + 1,
            target,
            "the derivative of " + from + " by " + by.getLast(),
            "differentiated again",
            line,
            told(by, claim),
            printing.statement(target, claim.derivative(), claim.axes(), printing.names()),
            claim.axes()));
  }

  /// Whether the output is one number for each sample.
  private static boolean isScalar(Question question, Request request) {
    return question.of().value().shape().dims().stream()
        .allMatch(size -> size.isOne() || request.batch().contains(size.toString()));
  }

  private void tell(LocalStep step) {
    Claim answer =
        step.result().of().equals(printing.of()) ? answers.get(step.result().by()) : null;
    Expr value = answer == null ? step.value() : answer.derivative();
    Equation chain = equation(step, step.chain(), chainSymbols(step));
    if (answer == null && step.chain() == value) {
      add(step, step.title(), step.law(), List.of(chain), value, chainNames(step));
      return;
    }
    Symbols symbols = printing.symbols(List.of(value));
    Equation told = equation(step, value, symbols);
    if (Show.text(chain, true).equals(Show.text(told, true))) {
      add(step, step.title(), step.law(), answered(told, step, answer), value, printing.names());
    } else if (answer == null || step.symbols().isEmpty()) {
      Equation both = both(chain, told);
      add(step, step.title(), step.law(), answered(both, step, answer), value, printing.names());
    } else {
      // the chain rule first; putting in what the earlier steps found is a step of its own
      add(step, step.title(), step.law(), List.of(chain), step.chain(), chainNames(step));
      String title = "with the earlier steps put in, and simplified";
      add(step, title, "substitution", answered(told, step, answer), value, printing.names());
    }
  }

  private void add(
      LocalStep step, String title, String law, List<Equation> math, Expr value, Names names) {
    Axes axes = step.result().axes();
    String numpy = printing.statement(step.result().identifier(), value, axes, names);
    steps.add(
        new Step(
            before + steps.size() + 1,
            step.result().identifier(),
            title,
            law,
            step.line().line(),
            math,
            numpy,
            axes));
  }

  /// The last equation, and with it the answer in matrix notation where there is one.
  private List<Equation> answered(Equation told, LocalStep step, @Nullable Claim answer) {
    if (answer == null) {
      return List.of(told);
    }
    List<Name> by = answer.variables().isEmpty() ? List.of() : List.of(step.result().by());
    return printing.matrix(by, answer).map(matrix -> List.of(told, matrix)).orElse(List.of(told));
  }

  private List<Equation> told(List<Name> by, Claim claim) {
    List<Equation> told = new ArrayList<>(List.of(printing.math(by, claim)));
    printing.matrix(by, claim).ifPresent(told::add);
    return told;
  }

  /// `left = chain = value`.
  private static Equation both(Equation chain, Equation value) {
    List<Formula.Letter> letters = new ArrayList<>(chain.letters());
    letters.addAll(value.letters());
    List<Equation> where = new ArrayList<>(chain.where());
    where.addAll(value.where());
    return new Equation(
        chain.left(),
        new Formula.Equal(List.of(chain.right(), value.right())),
        letters.stream().distinct().toList(),
        where);
  }

  private static Equation equation(LocalStep step, Expr value, Symbols symbols) {
    Derivative result = step.result();
    return switch (result.kind()) {
      case WHOLE ->
          Typeset.derivative(result.of(), result.axes(), List.of(result.by()), value, symbols);
      case TANGENT, COTANGENT -> Typeset.named(result.name(), result.axes(), value, symbols);
    };
  }

  private Symbols chainSymbols(LocalStep step) {
    Map<Expr, Symbol> symbols = new LinkedHashMap<>();
    step.symbols().forEach((e, d) -> symbols.put(e, symbol(d)));
    return new Symbols(chainNames(step), symbols, printing.batch());
  }

  private static Symbol symbol(Derivative d) {
    return switch (d.kind()) {
      case WHOLE -> new Symbol.Derivative(d.of(), d.axes(), List.of(d.by()));
      case TANGENT, COTANGENT -> new Symbol.Called(d.name());
    };
  }

  /// In a chain, lines of the program are variables, and so are derivatives of earlier steps.
  private static Names chainNames(LocalStep step) {
    Map<Expr, Name> names = new LinkedHashMap<>(step.names());
    step.symbols().forEach((e, d) -> names.put(e, Name.of(d.identifier())));
    return new Names(names);
  }
}
