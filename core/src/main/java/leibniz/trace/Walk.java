package leibniz.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Walks over a syntax tree, however deep.
public final class Walk {
  private Walk() {}

  /// Every statement of a program, those in blocks included.
  public static void statements(List<Statement> body, Consumer<Statement> visit) {
    Deque<Statement> left = new ArrayDeque<>(body);
    while (!left.isEmpty()) {
      Statement statement = left.pop();
      if (Tried.is(statement)) {
        continue;
      }
      visit.accept(statement);
      blocks(statement).reversed().forEach(left::push);
    }
  }

  /// Every expression in every statement.
  public static void expressions(List<Statement> body, Consumer<Expression> visit) {
    statements(body, s -> own(s).forEach(e -> expression(e, visit)));
  }

  /// An expression and all below it.
  public static void expression(Expression root, Consumer<Expression> visit) {
    Deque<Expression> left = new ArrayDeque<>();
    left.push(root);
    while (!left.isEmpty()) {
      Expression e = left.pop();
      visit.accept(e);
      e.children().reversed().forEach(left::push);
    }
  }

  /// The statements in the blocks of one.
  static List<Statement> blocks(Statement statement) {
    List<Statement> inner = new ArrayList<>();
    switch (statement) {
      case Statement.If s -> {
        s.branches().forEach(b -> inner.addAll(b.body()));
        inner.addAll(s.orElse());
      }
      case Statement.For s -> {
        inner.addAll(s.body());
        inner.addAll(s.orElse());
      }
      case Statement.While s -> {
        inner.addAll(s.body());
        inner.addAll(s.orElse());
      }
      case Statement.Try s -> {
        inner.addAll(s.body());
        s.handlers().forEach(h -> inner.addAll(h.body()));
        inner.addAll(s.orElse());
        inner.addAll(s.atLast());
      }
      case Statement.With s -> inner.addAll(s.body());
      case Statement.Function s -> inner.addAll(s.body());
      case Statement.ClassDefinition s -> inner.addAll(s.body());
      case Statement.Evaluate _,
          Statement.Assign _,
          Statement.AugmentedAssign _,
          Statement.AnnotatedAssign _,
          Statement.Delete _,
          Statement.Pass _,
          Statement.Break _,
          Statement.Continue _,
          Statement.Return _,
          Statement.Raise _,
          Statement.Global _,
          Statement.Nonlocal _,
          Statement.Assert _,
          Statement.Import _,
          Statement.ImportFrom _,
          Statement.Print _ -> {}
    }
    return inner;
  }

  /// Whether a function may return in a statement.
  static boolean mayReturn(Statement statement) {
    return switch (statement) {
      case Statement.Return _ -> true;
      case Statement.Function _, Statement.ClassDefinition _ -> false;
      default -> blocks(statement).stream().anyMatch(Walk::mayReturn);
    };
  }

  /// The expressions of a statement itself, not of its blocks.
  static List<Expression> own(Statement statement) {
    List<Expression> own = new ArrayList<>();
    switch (statement) {
      case Statement.Evaluate s -> own.add(s.value());
      case Statement.Assign s -> {
        own.addAll(s.targets());
        own.add(s.value());
      }
      case Statement.AugmentedAssign s -> {
        own.add(s.target());
        own.add(s.value());
      }
      case Statement.AnnotatedAssign s -> {
        own.add(s.target());
        own.add(s.annotation());
        add(own, s.value());
      }
      case Statement.Delete s -> own.addAll(s.targets());
      case Statement.Return s -> add(own, s.value());
      case Statement.Raise s -> {
        add(own, s.exception());
        add(own, s.cause());
      }
      case Statement.Assert s -> {
        own.add(s.test());
        add(own, s.message());
      }
      case Statement.Print s -> own.addAll(s.values());
      case Statement.If s -> s.branches().forEach(b -> own.add(b.test()));
      case Statement.For s -> {
        own.add(s.target());
        own.add(s.iterable());
      }
      case Statement.While s -> own.add(s.test());
      case Statement.With s ->
          s.items()
              .forEach(i -> {
                own.add(i.context());
                add(own, i.target());
              });
      case Statement.Function s ->
          s.parameters()
              .list()
              .forEach(p -> {
                add(own, p.annotation());
                add(own, p.value());
              });
      case Statement.ClassDefinition s -> s.arguments().forEach(a -> own.add(a.value()));
      case Statement.Try _,
          Statement.Pass _,
          Statement.Break _,
          Statement.Continue _,
          Statement.Global _,
          Statement.Nonlocal _,
          Statement.Import _,
          Statement.ImportFrom _ -> {}
    }
    return own;
  }

  private static void add(List<Expression> list, @Nullable Expression expression) {
    if (expression != null) {
      list.add(expression);
    }
  }
}
