package leibniz.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What gradients are of: a value of the program; or what a function returns, weighted with
/// cotangents that it is handed.
///
/// @param name what the program calls it
/// @param event where it is bound, or where the function returns
/// @param parts one for a loss; one for each weighted result
/// @param ends what is not differentiated further: what a function is handed, of which it does not
///   matter how it was made
/// @param calls the calls through which alone it is differentiated, where a function is called
///   twice with the same parameters; empty for all
record Loss(String name, Event event, List<Part> parts, Set<Expr> ends, Set<Integer> calls) {

  /// @param function in terms of variables of the chain
  /// @param cotangent with the axes of the function, not differentiated; null for a loss
  record Part(Expr function, @Nullable Expr cotangent) {}

  Loss {
    parts = List.copyOf(parts);
    ends = Set.copyOf(ends);
    calls = Set.copyOf(calls);
  }

  Loss(String name, Event event, List<Part> parts, Set<Expr> ends) {
    this(name, event, parts, ends, Set.of());
  }

  Loss(String name, Event event, List<Part> parts) {
    this(name, event, parts, Set.of());
  }

  /// The same where these are not differentiated further.
  Loss behind(Set<Expr> more) {
    Set<Expr> all = new LinkedHashSet<>(ends);
    all.addAll(more);
    return new Loss(name, event, parts, all, calls);
  }

  /// The same as far as it depends on something through these calls.
  Loss through(Set<Integer> some) {
    return new Loss(name, event, parts, ends, some);
  }

  static Loss of(String name, Event event, Chain chain) {
    return new Loss(name, event, List.of(new Part(chain.function(event), null)));
  }

  /// The axes that the derivatives have before those of the variable.
  Shape shape() {
    return isWeighted() ? Shape.SCALAR : parts.getFirst().function.shape();
  }

  boolean isWeighted() {
    return parts.getFirst().cotangent != null;
  }

  /// Whether something has a row for each part, as of calls that are taken together: `dh` has one
  /// for the `h` of each.
  boolean areRows(Shape stack, Shape row) {
    return parts.size() > 1
        && stack.rank() == row.rank() + 1
        && stack.get(0).equals(Dim.of(parts.size()))
        && stack.dims().subList(1, stack.rank()).equals(row.dims());
  }

  /// The variables and inputs that it depends on.
  Set<Expr> reached(Chain chain) {
    Set<Expr> all = new LinkedHashSet<>();
    parts.forEach(part -> all.addAll(chain.reached(part.function, ends)));
    return all;
  }

  /// The derivatives by everything it depends on, with axes `shape ++ variable`.
  Map<Expr, Expr> derivatives(Chain chain) {
    if (!isWeighted()) {
      Map<Expr, Expr> whole = chain.derivatives(parts.getFirst().function, ends);
      return calls.isEmpty() ? whole : chain.through(whole, shape(), calls);
    }
    Map<Expr, Expr> all = new LinkedHashMap<>();
    for (Part part : parts) {
      Expr cotangent = Objects.requireNonNull(part.cotangent);
      chain
          .cotangents(part.function, cotangent, Shape.SCALAR, ends)
          .forEach((variable, d) -> all.merge(variable, d, Build::plus));
    }
    return all;
  }
}
