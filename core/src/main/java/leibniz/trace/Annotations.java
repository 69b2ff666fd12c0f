package leibniz.trace;

import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// `x: (B, D)` and `x: (B, D) = …`: a declaration, or a claim about what is assigned.
final class Annotations {
  private final Session session;
  private final Evaluator evaluator;
  private final Declarations declarations;
  private final Targets targets;
  private final Journal journal;

  Annotations(
      Session session,
      Evaluator evaluator,
      Declarations declarations,
      Targets targets,
      Journal journal) {
    this.session = session;
    this.evaluator = evaluator;
    this.declarations = declarations;
    this.targets = targets;
    this.journal = journal;
  }

  void run(Statement.AnnotatedAssign s, Scope scope) {
    Expression value = s.value();
    if (!(s.target() instanceof Expression.Name(String name, Span span)) || scope.isClass()) {
      if (value != null) {
        targets.assign(s.target(), evaluator.of(value, scope), scope, s.span(), true);
      }
      return;
    }
    boolean loads = value != null && Declarations.loads(value);
    if (value == null || loads) {
      Value declared = declarations.declared(name, s.annotation(), scope, span);
      if (declared == null) {
        throw declarations.notShape(name, s.annotation());
      }
      journal.declared(name, declared, span);
      scope.bind(name, declared, span);
      return;
    }
    Shape shape = declarations.shapeOf(s.annotation(), scope);
    Value made = evaluator.of(value, scope);
    if (shape != null
        && made instanceof Value.Tensor t
        && !Tensors.same(t.shape(), shape, session)) {
      throw Problem.error(
              Code.LBZ103,
              name + " is declared " + shape + ", the value has shape " + t.shape(),
              value.span(),
              t.shape().toString())
          .also(s.annotation().span(), shape.toString())
          .raise();
    }
    journal.values(value.span());
    targets.assign(s.target(), made, scope, s.span(), true);
  }
}
