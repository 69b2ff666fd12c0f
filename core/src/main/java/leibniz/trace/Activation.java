package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.python.Statement;

/// One run of a function's body, of a class's, or of the program.
final class Activation {
  final Scope scope;
  final Map<String, Integer> names; // how often each stands in the body
  final List<Returned> returned = new ArrayList<>(); // under conditions on data
  List<Statement> rest = List.of(); // of the block, behind the present statement
  List<Statement> exit = List.of(); // out of a loop, by values, with what is returned
  int loops; // around the present statement
  Value result = Value.Single.NONE;

  /// What a function returns if a condition on data holds.
  record Returned(Expr condition, Value value, Span span) {}

  Activation(Scope scope) {
    this(scope, Map.of());
  }

  Activation(Scope scope, Map<String, Integer> names) {
    this.scope = scope;
    this.names = names;
  }
}
