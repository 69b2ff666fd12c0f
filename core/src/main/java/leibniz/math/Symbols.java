package leibniz.math;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Names;

/// What a formula may take as known: names, other symbols, and the sizes of batch axes.
///
/// @param names the names of the program
/// @param more symbols that go before the names
/// @param batch the sizes whose axes get the letters `b`, `c`, … wherever no derivative says what
///   an axis is
public record Symbols(Names names, Map<Expr, Symbol> more, Set<Dim> batch) {

  /// Takes copies.
  public Symbols {
    more = Collections.unmodifiableMap(new LinkedHashMap<>(more)); // in the order given
    batch = Set.copyOf(batch);
  }

  /// Names alone; an axis of size `B` or `batch` is a batch axis.
  public static Symbols of(Names names) {
    return new Symbols(names, Map.of(), Set.of(Dim.symbol("B"), Dim.symbol("batch")));
  }

  /// With one more symbol.
  public Symbols with(Expr e, Symbol symbol) {
    Map<Expr, Symbol> all = new HashMap<>(more);
    all.put(e, symbol);
    return new Symbols(names, all, batch);
  }

  /// With other batch axes.
  public Symbols batch(Set<Dim> sizes) {
    return new Symbols(names, more, sizes);
  }
}
