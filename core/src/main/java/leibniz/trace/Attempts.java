package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.LeibnizException;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// `try` and `with`.
final class Attempts {
  private final Session session;
  private final Evaluator evaluator;
  private final Targets targets;
  private final Branches.Blocks blocks;
  private int trying; // blocks of `try` around

  Attempts(Session session, Evaluator evaluator, Targets targets, Branches.Blocks blocks) {
    this.session = session;
    this.evaluator = evaluator;
    this.targets = targets;
    this.blocks = blocks;
  }

  /// Nothing is tried, as where a statement of the program itself begins.
  void reset() {
    trying = 0;
  }

  /// Whether a block of `try` is around.
  boolean isTrying() {
    return trying > 0;
  }

  Flow attempt(Statement.Try s, Activation activation) {
    Bounds.Depth depth = session.bounds().depth();
    Flow flow;
    try {
      flow = inside(s, activation);
    } catch (Faults.Raised e) {
      session.bounds().resume(depth);
      Statement.Handler handler = Handlers.of(s, Set.of(e.name()));
      if (handler == null) {
        blocks.run(s.atLast(), activation);
        throw e;
      }
      flow = handle(handler, activation);
    } catch (LeibnizException e) {
      session.bounds().resume(depth);
      Statement.Handler handler = Handlers.of(s, Faults.exceptions(e));
      handler = handler == null ? withoutFile(s, e) : handler;
      if (handler == null) {
        blocks.run(s.atLast(), activation);
        throw e;
      }
      flow = handle(handler, activation);
    }
    Flow last = blocks.run(s.atLast(), activation);
    return last == Flow.NEXT ? flow : last;
  }

  /// What is done where there is no file: files are not read, so none counts as being there. Null
  /// if that makes up no data.
  private Statement.@Nullable Handler withoutFile(Statement.Try s, LeibnizException e) {
    boolean[] reads = {false};
    Walk.expressions(s.body(), part -> reads[0] |= Declarations.loads(part));
    boolean open =
        switch (e.problems().getFirst().code()) {
          case LBZ003, LBZ005 -> session.follows() && reads[0];
          default -> false;
        };
    Statement.Handler handler = open ? Handlers.of(s, Handlers.NO_FILE) : null;
    return handler != null && Handlers.makesUp(handler) ? handler : null;
  }

  private Flow inside(Statement.Try s, Activation activation) {
    int outside = trying;
    trying = s.handlers().isEmpty() ? trying : trying + 1;
    try {
      Flow flow = blocks.run(s.body(), activation);
      return flow == Flow.NEXT ? blocks.run(s.orElse(), activation) : flow;
    } finally {
      trying = outside;
    }
  }

  private Flow handle(Statement.Handler handler, Activation activation) {
    if (handler.name() != null) {
      activation.scope.bind(handler.name(), new Value.Foreign(handler.name()), handler.header());
    }
    return blocks.run(handler.body(), activation);
  }

  Flow within(Statement.With s, Activation activation) {
    Scope scope = activation.scope;
    List<Value> open = new ArrayList<>();
    for (Statement.Item item : s.items()) {
      Value context =
          Effects.isForeign(item.context(), scope)
              ? new Value.Foreign(evaluator.written(item.context()))
              : evaluator.of(item.context(), scope);
      Value entered =
          evaluator.classes().special(context, "__enter__", List.of(), item.context().span());
      if (item.target() != null) {
        Value bound = entered == null ? context : entered;
        targets.assign(item.target(), bound, scope, item.context().span(), false);
      }
      open.add(context);
    }
    Flow flow = blocks.run(s.body(), activation);
    List<Value> nothing = List.of(Value.Single.NONE, Value.Single.NONE, Value.Single.NONE);
    for (Value context : open.reversed()) {
      evaluator.classes().special(context, "__exit__", nothing, s.header());
    }
    return flow;
  }
}
