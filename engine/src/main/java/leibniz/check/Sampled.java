package leibniz.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Losses that go through data sample by sample, and are of nothing else: `sum(cost(x, y) for x, y
/// in data) / len(data)`. Of one sample they are what its gradient goes down; a penalty that is
/// added once would be in each.
final class Sampled {
  private final String data;
  private final Set<String> others; // parameters
  private Expression.@Nullable Tuple sample; // what the loop calls the parts of one

  private Sampled(Statement.Function loss, String data) {
    this.data = data;
    this.others =
        loss.parameters().list().stream()
            .map(Expression.Parameter::name)
            .filter(name -> !name.equals(data))
            .collect(Collectors.toSet());
  }

  /// The list of one sample that a loss can be handed for its data where the parts have the names
  /// that it has for them; null if they do not, or if it is made of more than the samples.
  static @Nullable Expression of(Statement.Function loss, String data, Set<String> known) {
    Sampled read = new Sampled(loss, data);
    Expression.Tuple sample = loss.body().stream().allMatch(read::isOfSamples) ? read.sample : null;
    return sample != null
            && sample.elements().stream()
                .allMatch(e -> e instanceof Expression.Name(String id, _) && known.contains(id))
        ? new Expression.Listing(List.of(sample), loss.nameSpan())
        : null;
  }

  private boolean isOfSamples(Statement s) {
    return switch (s) {
      case Statement.For f -> isOver(f.target(), f.iterable());
      case Statement.Assign a -> isOfSamples(a.value());
      case Statement.AugmentedAssign a -> isOfSamples(a.value());
      case Statement.Return(var value, _) -> value != null && isOfSamples(value);
      case Statement.Evaluate(Expression.Str _, _) -> true;
      default -> false;
    };
  }

  private boolean isOfSamples(Expression e) {
    Stream<Expression.Clause> loops =
        e instanceof Expression.Comprehension(_, _, var clauses, _)
            ? clauses.stream()
            : Stream.of();
    return loops.anyMatch(c -> isOver(c.target(), c.iterable()))
        || !(e instanceof Expression.Name(String id, _) && others.contains(id))
            && e.children().stream().allMatch(this::isOfSamples);
  }

  private boolean isOver(Expression target, Expression iterable) {
    boolean over =
        target instanceof Expression.Tuple
            && iterable instanceof Expression.Name(String id, _)
            && id.equals(data);
    if (over) {
      sample = (Expression.Tuple) target;
    }
    return over;
  }
}
