package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// The slips that may have happened in the line of a loop: it begins or ends a round too early or
/// too late, or runs the other way.
final class Headers {
  private Headers() {}

  /// All of them, the likeliest first.
  static List<Slip> of(Statement.For loop, Text text) {
    List<Slip> slips = new ArrayList<>();
    Expression iterable = loop.iterable();
    boolean reversed =
        iterable instanceof Expression.Call(Expression.Name(String id, _), var inner, _)
            && id.equals("reversed")
            && inner.size() == 1;
    String whole = text.at(iterable.span());
    if (reversed) {
      Expression inside = ((Expression.Call) iterable).arguments().getFirst().value();
      range(inside, text, slips);
      add(slips, iterable, text.at(inside.span()), "the loop runs the other way");
    } else {
      range(iterable, text, slips);
      add(slips, iterable, "reversed(" + whole + ")", "the loop runs the other way");
    }
    return slips;
  }

  private static void range(Expression e, Text text, List<Slip> slips) {
    if (!(e instanceof Expression.Call(Expression.Name(String id, _), var arguments, _))
        || !id.endsWith("range")
        || arguments.isEmpty()) {
      return;
    }
    Expression end = arguments.size() == 1 ? arguments.get(0).value() : arguments.get(1).value();
    String now = text.at(end.span());
    add(slips, end, now + " + 1", "the loop ends a round too early");
    add(slips, end, now + " - 1", "the loop ends a round too late");
    if (end instanceof Expression.Binary b && b.operator() == Expression.Operator.SUBTRACT) {
      add(slips, end, text.at(b.left().span()), "the loop ends too early");
    }
    if (arguments.size() == 1) {
      add(slips, end, "1, " + now, "the loop begins a round too early");
    } else {
      Expression start = arguments.getFirst().value();
      String from = text.at(start.span());
      add(slips, start, from + " - 1", "the loop begins a round too late");
      add(slips, start, from + " + 1", "the loop begins a round too early");
    }
  }

  private static void add(List<Slip> slips, Expression where, String now, String words) {
    slips.add(new Slip(Slip.Kind.INDEX, List.of(new Fix.Edit(where.span(), now)), words));
  }
}
