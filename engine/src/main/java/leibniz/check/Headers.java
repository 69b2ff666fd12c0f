package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// The slips that may have happened in the line of a loop, which begins or ends a round too early
/// or too late, or runs the other way; and in the condition of a branch.
final class Headers {
  private Headers() {}

  /// All of them, the likeliest first.
  static List<Slip> of(Statement.Compound around, Text text) {
    return switch (around) {
      case Statement.For loop -> loop(loop, text);
      case Statement.If branches -> {
        List<Slip> slips = new ArrayList<>();
        branches.branches().forEach(b -> condition(b.test(), text, slips));
        yield slips;
      }
      default -> List.of();
    };
  }

  private static void condition(Expression test, Text text, List<Slip> slips) {
    if (test instanceof Expression.Compare c) {
      for (String other : Comparing.others(c)) {
        String right = text.at(c.comparisons().getFirst().right().span());
        String now = text.at(c.first().span()) + " " + other + " " + right;
        List<Fix.Edit> edits = List.of(new Fix.Edit(c.span(), now));
        slips.add(new Slip(Slip.Kind.COMPARISON, edits, Comparing.WORDS));
      }
    }
    test.children().forEach(part -> condition(part, text, slips));
  }

  private static List<Slip> loop(Statement.For loop, Text text) {
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
