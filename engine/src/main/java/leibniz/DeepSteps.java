package leibniz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.math.Equation;
import leibniz.math.Formula;
import leibniz.math.MatrixForm;
import leibniz.math.Symbols;
import leibniz.math.Typeset;
import leibniz.program.Layered;
import leibniz.program.Program;
import leibniz.steps.Layers;
import leibniz.steps.Layers.State;
import leibniz.steps.Recurrence;

/// Tells a derivation through equal layers: behind them, back through one, before them; each once.
final class DeepSteps {
  private final Recurrence recurrence;
  private final DeepNames names;
  private final Name of;
  private final Set<Dim> batch;
  private final DeepProgram program;
  private final Layered code;
  private final List<Step> steps = new ArrayList<>();

  DeepSteps(
      Recurrence recurrence,
      DeepNames names,
      Name of,
      Set<Dim> batch,
      DeepProgram program,
      Layered code) {
    this.program = program;
    this.recurrence = recurrence;
    this.names = names;
    this.of = of;
    this.batch = batch;
    this.code = code;
  }

  /// What a layer computes: `h⁽ˡ⁺¹⁾ = tanh(W⁽ˡ⁾ h⁽ˡ⁾)`.
  List<Equation> layer() {
    List<Equation> equations = new ArrayList<>();
    for (Layers.Part part : recurrence.layers().layer()) {
      Names known = names.inLayer();
      Name name = Objects.requireNonNull(known.of(part.symbol()));
      Symbols symbols = symbols(known);
      Equation matrix = MatrixForm.definition(name, part.value(), symbols);
      equations.add(matrix != null ? matrix : Typeset.definition(name, part.value(), symbols));
    }
    return equations;
  }

  List<Step> steps() {
    String letter = names.letter();
    String last = names.last().toString();
    String down = letter + " = " + last + ", …, " + names.from();
    for (Recurrence.Flow flow : recurrence.flows()) {
      Axes axes = axes(flow.state().end());
      Name end = names.end(flow.state());
      Name g = names.cotangent(flow.state(), endNumber(flow.state()));
      Equation right =
          Typeset.derivative(of, axes, List.of(end), flow.last(), symbols(names.behind()));
      Equation matrix =
          MatrixForm.derivative(of, axes, List.of(end), flow.last(), symbols(names.behind()));
      List<Equation> math = new ArrayList<>(List.of(called(g, right, axes, true)));
      if (matrix != null) {
        math.add(called(g, matrix, axes, false));
      }
      add(
          names.cotangent(flow.state()),
          "by " + end + ", behind the last layer",
          "chain rule",
          math,
          statement(code.top(), Name.of(names.cotangent(flow.state()))),
          axes);
    }
    for (Recurrence.Flow flow : recurrence.flows()) {
      if (!flow.isSame()) {
        Axes axes = axes(flow.state().before());
        Name before = names.before(flow.state());
        Name g = names.cotangent(flow.state(), before);
        Name plain = Name.of(names.cotangent(flow.state()));
        add(
            plain.base(),
            "back through a layer, " + down,
            "chain rule",
            both(g, before, axes, flow.before(), names.inLayer()),
            statement(code.back(), next(code.back(), plain)),
            axes);
      }
    }
    for (Recurrence.OfFamily f : recurrence.families()) {
      Name member = names.member(f.family());
      List<Equation> math = new ArrayList<>();
      math.add(
          Typeset.derivative(of, f.axes(), List.of(member), f.each(), symbols(names.inLayer())));
      Equation matrix =
          MatrixForm.derivative(of, f.axes(), List.of(member), f.each(), symbols(names.inLayer()));
      if (matrix != null) {
        math.add(matrix);
      }
      add(
          Name.ofDerivative(of, List.of(Name.of(f.family().base()))).base(),
          "what a layer has of its own: " + member,
          "chain rule",
          math,
          statement(code.back(), program.parts().member(f.family())),
          f.axes());
      f.others().forEach((number, g) -> other(names.other(f.family(), number), g));
    }
    recurrence.sources().forEach(g -> other(names.name(g.variable()), g));
    recurrence.gradients().forEach(g -> other(names.name(g.variable()), g));
    return steps;
  }

  private Name endNumber(State state) {
    return Name.at(state.stem(), names.numberOfEnd(state));
  }

  private static Name next(Program part, Name name) {
    Name other = Name.of(name.identifier() + "_next");
    return part.results().stream().anyMatch(r -> r.name().equals(other)) ? other : name;
  }

  /// What all layers share, or none has: what it gives behind them, in each and before them.
  private void other(Name by, Recurrence.Gradient gradient) {
    Axes axes = gradient.axes();
    List<Formula.Term> terms = new ArrayList<>();
    Set<Formula.Letter> letters = new LinkedHashSet<>();
    List<Equation> where = new ArrayList<>();
    Formula left = null;
    String what = "behind the layers";
    String text = "";
    if (!gradient.after().isZero() || gradient.each().isZero() && gradient.before().isZero()) {
      Equation after =
          Typeset.derivative(of, axes, List.of(by), gradient.after(), symbols(names.behind()));
      left = after.left();
      terms.addAll(terms(after.right()));
      letters.addAll(after.letters());
      where.addAll(after.where());
      text = statement(code.top(), next(code.top(), program.parts().target(gradient)));
    }
    if (!gradient.each().isZero()) {
      Equation each =
          Typeset.derivative(of, axes, List.of(by), gradient.each(), symbols(names.inLayer()));
      left = each.left();
      Formula.Letter l = new Formula.Letter(names.letter(), Formula.Role.SUMMED, names.count());
      terms.add(new Formula.Term(false, new Formula.Big(Formula.SIGMA, List.of(l), each.right())));
      letters.addAll(each.letters());
      where.addAll(each.where());
      what = "the same in all layers: what each gives is added";
      text = statement(code.back(), next(code.back(), program.parts().target(gradient)));
    }
    if (!gradient.before().isZero()) {
      Equation before =
          Typeset.derivative(of, axes, List.of(by), gradient.before(), symbols(names.inFront()));
      left = before.left();
      terms.addAll(terms(before.right()));
      letters.addAll(before.letters());
      where.addAll(before.where());
      what = terms.size() > 1 ? what : "before the first layer";
      text = statement(code.bottom(), next(code.bottom(), program.parts().target(gradient)));
    }
    Formula right =
        terms.size() == 1 && !terms.getFirst().minus()
            ? terms.getFirst().value()
            : new Formula.Sum(terms);
    List<Equation> math = new ArrayList<>();
    math.add(new Equation(Objects.requireNonNull(left), right, List.copyOf(letters), where));
    add(
        Name.ofDerivative(of, List.of(by)).base(),
        by + ", " + what,
        gradient.each().isZero() ? "chain rule" : "chain rule, sum over the layers",
        math,
        text,
        axes);
  }

  private static List<Formula.Term> terms(Formula formula) {
    return formula instanceof Formula.Sum(List<Formula.Term> all)
        ? all
        : List.of(new Formula.Term(false, formula));
  }

  private List<Equation> both(Name g, Name by, Axes axes, Expr value, Names known) {
    List<Equation> math = new ArrayList<>();
    math.add(
        called(g, Typeset.derivative(of, axes, List.of(by), value, symbols(known)), axes, false));
    Equation matrix = MatrixForm.derivative(of, axes, List.of(by), value, symbols(known));
    if (matrix != null) {
      math.add(called(g, matrix, axes, false));
    }
    return math;
  }

  /// The equation with the name of the derivative on its left side.
  ///
  /// @param partial whether the derivative itself stands beside it
  private static Equation called(Name name, Equation equation, Axes axes, boolean partial) {
    int free =
        equation.letters().isEmpty()
            ? 0
            : (int) axes.axes().stream().filter(a -> !a.size().isOne()).count();
    Formula left = Formula.indexed(new Formula.Named(name), equation.letters().subList(0, free));
    Formula right =
        partial ? new Formula.Equal(List.of(equation.left(), equation.right())) : equation.right();
    return new Equation(left, right, equation.letters(), equation.where());
  }

  private void add(
      String name, String title, String law, List<Equation> math, String numpy, Axes axes) {
    steps.add(new Step(steps.size() + 1, name, title, law, 1, math, numpy, axes));
  }

  private Symbols symbols(Names known) {
    return new Symbols(known, Map.of(), batch);
  }

  private Axes axes(Expr shaped) {
    return General.axes(recurrence.output().shape(), List.of(shaped.shape()), recurrence.batch());
  }

  /// The statements of a part that lead to one of its results.
  private String statement(Program part, Name result) {
    Program.Root root =
        part.results().stream().filter(r -> r.name().equals(result)).findFirst().orElseThrow();
    Set<Expr> needed = new HashSet<>(Set.of(root.node()));
    List<Program.Step> kept = new ArrayList<>();
    for (Program.Step step : part.steps().reversed()) {
      if (needed.contains(step.node())) {
        kept.addFirst(step);
        needed.addAll(step.node().inOrder());
      }
    }
    Program only = new Program(part.inputs(), kept, List.of(root));
    return Language.NUMPY.dialect(batch, CodeStyle.EINSUM).statements(only);
  }
}
