package leibniz.code;

import java.util.List;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.program.Scope;

/// What loops would compute again and again, and had better compute once, before.
///
/// @param scope what has a name, and costs nothing any more
record Again(Scope scope) {

  /// Whether an entry is computed more than once in a nest of loops, and that costs.
  ///
  /// @param index the entry
  /// @param live the variables of the loops it is wanted in
  boolean is(Expr e, List<String> index, List<String> live) {
    return !index.containsAll(live) && costs(e);
  }

  private boolean costs(Expr e) {
    if (scope.find(e) != null) {
      return false;
    }
    return switch (e.head()) {
      case Head.Var v -> false;
      case Head.Num n -> false;
      case Head.Einsum p ->
          e.sums()
              || p.factors().stream().anyMatch(f -> !f.power().isInteger())
              || e.args().stream().anyMatch(this::costs);
      case Head.Sum s -> e.args().stream().anyMatch(this::costs);
      case Head.Map m -> true;
      case Head.Special s -> true;
    };
  }
}
