package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.python.Expression;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What is true of a contraction that takes a diagonal where the chain rule sums, and is right: the
/// chain rule in code, why the values agree, and what the Jacobian costs.
final class Diagonals {
  private final Chain chain;
  private final Judge judge;
  private final Text text;

  Diagonals(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
    this.text = new Text(chain.base().program().source());
  }

  /// The remark with what is found to hold.
  ///
  /// @param k the operand with the diagonal
  Problem of(Problem remark, Judgement j, Expression.Call call, Expression.Str subscripts, int k) {
    Problem problem = remark;
    String[] operands = subscripts.value().replaceFirst("->.*", "").replace(" ", "").split(",");
    String operand = operands[k];
    int second = second(operand);
    String rule = chainRule(operands, k, second);
    if (rule != null && isSame(j, subscripts, rule)) {
      String code = text.at(call.span()).replace(subscripts.value(), rule);
      problem = problem.with(Kind.DERIVED, "with every axis of the chain rule, tried:\n" + code);
    }
    Event jacobian = jacobian(call, k, j);
    boolean zero = jacobian != null && isZeroOff(jacobian, operand, second);
    String name = jacobian == null ? "the Jacobian" : jacobian.target();
    problem =
        problem.with(
            Kind.NOTE,
            zero
                ? "the values agree here, because " + name + " is 0 off that diagonal"
                : "the values agree here; with another Jacobian they need not");
    if (zero && jacobian != null) {
      problem = cheaper(problem, jacobian, second);
    }
    return problem;
  }

  private static int second(String operand) {
    int at = 0;
    while (operand.indexOf(operand.charAt(at)) == at) {
      at++;
    }
    return at;
  }

  /// `bij,bjlk->bilk` for `bij,bjjk->bjk`: what is shared and in the result stays, what is summed
  /// is the letter that stood twice. Null if it is another kind of product.
  private static @Nullable String chainRule(String[] operands, int k, int second) {
    if (operands.length != 2 || k != 1) {
      return null;
    }
    String left = operands[0];
    char summed = operands[1].charAt(second);
    char fresh = 'a';
    while ((left + operands[1]).indexOf(fresh) >= 0) {
      fresh++;
    }
    if (left.indexOf(summed) < 0 || left.chars().distinct().count() < left.length()) {
      return null;
    }
    StringBuilder right = new StringBuilder(operands[1]);
    right.setCharAt(second, fresh);
    StringBuilder out = new StringBuilder(left.replace(String.valueOf(summed), ""));
    for (char c : right.toString().toCharArray()) {
      if (c != summed && out.indexOf(String.valueOf(c)) < 0) {
        out.append(c);
      }
    }
    return left + "," + right + "->" + out;
  }

  /// Whether the program computes the same with other subscripts, but for axes of size 1.
  private boolean isSame(Judgement j, Expression.Str subscripts, String rule) {
    Fix.Edit edit = new Fix.Edit(subscripts.span(), "\"" + rule + "\"");
    Run run = chain.base().changed(text.with(List.of(edit)));
    Event before = j.claim().event();
    if (run == null || run.events().size() <= before.index()) {
      return false;
    }
    Event now = run.event(before.index());
    if (!now.target().equals(before.target())
        || !Judge.squeezed(now.value().shape()).equals(Judge.squeezed(before.value().shape()))) {
      return false;
    }
    try {
      Point point = judge.scene().points().getFirst();
      double[] a = point.value(now.value()).re();
      double[] b = point.value(before.value()).re();
      return Judge.distance(a, b) < 1e-9;
    } catch (LeibnizException e) {
      return false; // it has no value there
    }
  }

  /// The last value of the name that is the operand; null if it is no name.
  private @Nullable Event jacobian(Expression.Call call, int k, Judgement j) {
    List<Event> found = new ArrayList<>();
    if (call.arguments().size() > k + 1
        && call.arguments().get(k + 1).value() instanceof Expression.Name name) {
      for (Event event : chain.base().events().subList(0, j.claim().event().index())) {
        if (event.target().equals(name.id()) && event.frame() == j.claim().event().frame()) {
          found.add(event);
        }
      }
    }
    return found.isEmpty() ? null : found.getLast();
  }

  private boolean isZeroOff(Event jacobian, String operand, int second) {
    int first = operand.indexOf(operand.charAt(second));
    for (Values values : judge.scene().values(chain.variable(jacobian.value()))) {
      if (values.shape().length != operand.length()) {
        return false;
      }
      Differing entries = Differing.of(values, Values.zeros(values.shape()));
      for (int k = 0; k < values.count(); k++) {
        List<Integer> index = entries.index(k);
        if (values.re()[k] != 0 && !index.get(first).equals(index.get(second))) {
          return false;
        }
      }
    }
    return true;
  }

  private Problem cheaper(Problem problem, Event jacobian, int second) {
    Map<String, Long> sizes = chain.base().following().script().sizes();
    Shape shape = jacobian.value().shape();
    if (!shape.dims().stream().allMatch(d -> sizes.keySet().containsAll(d.symbols()))) {
      return problem;
    }
    double all = 1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      all *= shape.get(axis).at(sizes::get);
    }
    double diagonal = all / shape.get(second).at(sizes::get);
    return problem.with(
        Kind.CHEAPER,
        "all but %.0f of the %.0f entries of %s are 0, and need not be there"
            .formatted(diagonal, all, jacobian.target()));
  }
}
