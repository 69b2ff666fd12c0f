package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// One run of a function's body, of a class's, or of the program.
final class Activation {
  final Scope scope;
  final List<Returned> returned = new ArrayList<>(); // under conditions on data
  List<Statement> rest = List.of(); // of the block, behind the present statement
  List<Statement> exit = List.of(); // out of a loop, by values, with what is returned
  int loops; // around the present statement
  Value result = Value.Single.NONE;
  private final List<Statement> body;
  private @Nullable Map<String, Integer> names; // once they are asked for

  /// What a function returns if a condition on data holds.
  record Returned(Expr condition, Value value, Span span) {}

  Activation(Scope scope) {
    this(scope, List.of());
  }

  /// @param body what runs
  Activation(Scope scope, List<Statement> body) {
    this.scope = scope;
    this.body = body;
  }

  /// How often each name stands in the body.
  Map<String, Integer> names() {
    if (names == null) {
      names = Outcomes.names(body);
    }
    return names;
  }
}
