package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// Differences of a batch and a column that are summed up: `np.mean((y - yhat) ** 2)`, where `y` is
/// (B,) and `yhat` is (B, 1), compares every sample with every other.
///
/// Only what is summed over all of its axes is told: who means a table of all pairs uses it as one.
final class Squared {
  private static final Set<String> SUMS = Set.of("sum", "mean", "average");

  private final Start start;
  private final Run run;
  private final Text text;
  private final Set<String> summed = new HashSet<>(); // names

  private Squared(Start start) {
    this.start = start;
    this.run = start.named();
    this.text = new Text(run.program().source());
  }

  static void of(Start start, List<Finding> findings) {
    Squared squared = new Squared(start);
    List<Statement> all = new Statements(squared.run.program()).all();
    for (Statement statement : all) {
      squared.sums(value(statement)).forEach(squared::names);
    }
    for (Statement statement : all) {
      for (Expression.Binary difference : squared.differences(statement)) {
        Finding finding = squared.finding(statement, difference);
        if (finding != null) {
          findings.add(finding);
        }
      }
    }
  }

  private static List<Expression> value(Statement statement) {
    return switch (statement) {
      case Statement.Assign(_, var value, _) -> List.of(value);
      case Statement.AugmentedAssign(_, _, var value, _) -> List.of(value);
      case Statement.Return(var value, _) when value != null -> List.of(value);
      case Statement.Evaluate(var value, _) -> List.of(value);
      default -> List.of();
    };
  }

  /// What is summed over all axes in expressions.
  private List<Expression> sums(List<Expression> all) {
    List<Expression> found = new ArrayList<>();
    for (Expression e : all) {
      boolean plain = e instanceof Expression.Call c && c.arguments().size() <= 1;
      if (plain
          && e instanceof Expression.Call(Expression.Attribute(var of, String name, _, _), var a, _)
          && SUMS.contains(name)) {
        found.add(a.isEmpty() ? of : a.getFirst().value());
      }
      found.addAll(sums(e.children()));
    }
    return found;
  }

  private void names(Expression e) {
    if (e instanceof Expression.Name(String id, _)) {
      summed.add(id);
    }
    e.children().forEach(this::names);
  }

  private List<Expression.Binary> differences(Statement statement) {
    boolean later =
        statement instanceof Statement.Assign(var targets, _, _)
            && targets.size() == 1
            && targets.getFirst() instanceof Expression.Name(String id, _)
            && summed.contains(id);
    List<Expression> left = new ArrayList<>(later ? value(statement) : sums(value(statement)));
    Set<Expression.Binary> found = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      Expression e = left.removeLast();
      if (e instanceof Expression.Binary b && b.operator() == Expression.Operator.SUBTRACT) {
        found.add(b);
      }
      left.addAll(e.children());
    }
    return List.copyOf(found);
  }

  private @Nullable Finding finding(Statement statement, Expression.Binary difference) {
    for (Event event : run.events()) {
      if (event.statement().equals(statement.span())) {
        Shape left = shape(difference.left(), event);
        Shape right = shape(difference.right(), event);
        boolean squares = left != null && right != null && squares(left, right);
        return left != null && right != null && squares
            ? told(difference, left, right, event)
            : null;
      }
    }
    return null;
  }

  /// The shape of a name where a statement stands; null for anything else.
  private @Nullable Shape shape(Expression e, Event at) {
    String name =
        e instanceof Expression.Name || e instanceof Expression.Attribute ? text.at(e.span()) : "";
    for (Event event : run.events().subList(0, at.index()).reversed()) {
      boolean seen = event.frame() == at.frame() || event.frame() == 0;
      if (seen && event.target().equals(name)) {
        return event.value().shape();
      }
    }
    return null;
  }

  private static boolean squares(Shape a, Shape b) {
    return isColumn(a, b) || isColumn(b, a);
  }

  private static boolean isColumn(Shape row, Shape column) {
    return row.rank() == 1
        && column.rank() == 2
        && column.get(1).isOne()
        && !row.get(0).isOne()
        && row.get(0).equals(column.get(0));
  }

  private Finding told(Expression.Binary difference, Shape left, Shape right, Event event) {
    Expression flat = left.rank() == 1 ? difference.left() : difference.right();
    String size = left.get(0).toString();
    String a = text.at(difference.left().span());
    String b = text.at(difference.right().span());
    String now = text.at(flat.span()) + "[:, None]";
    Span span = difference.span();
    Problem problem =
        new Problem(
            Code.LBZ104,
            Problem.Level.WARNING,
            "%s - %s broadcasts to (%s, %s): every %s meets every %s"
                .formatted(left, right, size, size, a, b),
            List.of(new Problem.Mark(span, counted(left.get(0)))),
            List.of());
    Fix fix = Fix.unsafe(flat.span(), now);
    Run mended = start.again(text.with(fix.edits()));
    boolean runs =
        mended != null
            && mended.following().problems().size() <= start.run().following().problems().size();
    if (runs) {
      String effect = effect(event, Objects.requireNonNull(mended));
      problem = effect.isEmpty() ? problem : problem.with(Kind.EFFECT, effect);
      problem = problem.help("give both the same shape:  " + text.at(span, fix.edits()));
    }
    problem =
        problem.with(
            Kind.SURE,
            "the axis %s stands at position 0 in both; here it meets an axis of size 1"
                .formatted(size));
    return new Finding(
        problem.with(Kind.MORE, "leibniz explain LBZ104"), Finding.Kind.SHAPE, runs ? fix : null);
  }

  /// How many differences there are, if the size is known.
  private String counted(Dim size) {
    Long n = run.following().script().sizes().get(size.toString());
    return n == null || n > 1_000_000
        ? ""
        : String.format(Locale.ROOT, "%d differences instead of %d", n * n, n);
  }

  /// What the number is that the statement computes, and what the other one would be.
  private String effect(Event event, Run mended) {
    Event before = at(start.run(), event);
    Event after = at(mended, event);
    if (before == null
        || after == null
        || before.value().rank() > 0
        || after.value().rank() > 0
        || before.value().equals(after.value())) {
      return "";
    }
    List<Expr> both = List.of(before.value(), after.value());
    try {
      Point point = Point.of(Sizes.of(both, Map.of()).second()).draw(both, 0, 1);
      return point == null
          ? ""
          : String.format(
              Locale.ROOT,
              "%s looks plausible: it is %.4g at random values, where the meant one is %.4g",
              event.target(),
              point.value(both.get(0)).re()[0],
              point.value(both.get(1)).re()[0]);
    } catch (LeibnizException e) {
      return ""; // no sizes at which both have a value
    }
  }

  private static @Nullable Event at(Run run, Event event) {
    return run.events().stream()
        .filter(e ->
            e.target().equals(event.target()) && e.statement().line() == event.statement().line())
        .findFirst()
        .orElse(null);
  }
}
