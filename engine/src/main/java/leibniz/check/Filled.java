package leibniz.check;

import java.util.List;
import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Whether zeros are only made to be written over: `out = np.zeros((N, M))` before `out[i] = …`; or
/// to add up in them what goes back, gradients, `total[k] += grads[k]`, or windows that overlap:
/// `x[:, t:t + k] += cols[:, t]`. No program starts there.
final class Filled {
  private Filled() {}

  static boolean is(Run run, Event event, Holds inputs) {
    if (!event.value().isZero() || event.value().rank() == 0) {
      return false;
    }
    Statements statements = new Statements(run.program());
    Text text = new Text(run.program().source());
    for (Event later : run.events().subList(event.index() + 1, run.events().size())) {
      if (later.frame() == event.frame() && later.target().equals(event.target())) {
        Statement statement = statements.at(later.statement());
        return addsGradient(statement)
            || later.kind() == Event.Kind.CHANGE
                && inputs.in(later.value())
                && addsWindow(statement)
            || later.kind() == Event.Kind.CHANGE
                && inputs.in(later.value())
                && statement instanceof Statement.Assign(var targets, var to, _)
                && targets.getFirst() instanceof Expression.Subscript
                && !names(text.at(to.span()), event.target());
      }
    }
    return false;
  }

  private static boolean addsGradient(@Nullable Statement s) {
    return s instanceof Statement.AugmentedAssign a
        && a.operator() == Expression.Operator.ADD
        && GradientName.of(Spelled.text(a.value())) != null;
  }

  /// Whether a part of something is added as it is to what lies between two places.
  private static boolean addsWindow(@Nullable Statement s) {
    return s instanceof Statement.AugmentedAssign a
        && a.operator() == Expression.Operator.ADD
        && a.target() instanceof Expression.Subscript(_, var index, _)
        && (index instanceof Expression.Tuple(var axes, _) ? axes : List.of(index))
            .stream().anyMatch(Filled::isWindow)
        && (a.value() instanceof Expression.Subscript
            || a.value() instanceof Expression.Call c
                && c.function()
                    instanceof Expression.Attribute(Expression.Subscript _, var name, _, _)
                && name.equals("reshape"));
  }

  private static boolean isWindow(Expression index) {
    return index instanceof Expression.Slice(var lower, var upper, _, _)
        && lower != null
        && upper != null;
  }

  /// Whether the new values are made of the old ones, as a step is.
  private static boolean names(String text, String target) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(target) + "(?!\\w)").matcher(text).find();
  }
}
