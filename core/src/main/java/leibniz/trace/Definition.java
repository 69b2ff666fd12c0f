package leibniz.trace;

import java.util.function.UnaryOperator;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// A name for a tensor, given by the program.
///
/// @param value what the name stands for; for an input, the input itself
/// @param was what the program computes for it, if it is an input only because it was asked to be
///   ([Options#cut])
/// @param span the statement or target that gives the name
/// @param last whether the name keeps this value to the end
public record Definition(
    Name name, Kind kind, Expr value, @Nullable Expr was, Span span, boolean last) {

  /// Where a value comes from.
  public enum Kind {
    /// From outside: declared, random, or cut.
    INPUT,
    /// Computed.
    VALUE
  }

  /// The same with other expressions.
  Definition with(UnaryOperator<Expr> other) {
    return new Definition(
        name, kind, other.apply(value), was == null ? null : other.apply(was), span, last);
  }

  /// `q (B, D)`, `input v (B, D)`.
  @Override
  public String toString() {
    return (kind == Kind.INPUT ? "input " : "") + name + " " + value.shape();
  }
}
