package leibniz.python;

import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// What can be assigned to.
final class Targets {
  private Targets() {}

  /// Refuses a `*a` that stands alone.
  static Expression notStarred(Expression expression) {
    if (expression instanceof Expression.Starred) {
      throw Cursor.fail("`*` unpacks into a list, a tuple or a call only", expression.span());
    }
    return expression;
  }

  /// Refuses what cannot stand to the left of `=`, all the way down.
  static Expression assignable(Expression target) {
    notStarred(target);
    check(target);
    return target;
  }

  private static void check(Expression target) {
    switch (target) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ -> {}
      case Expression.Tuple(var elements, _) -> checkAll(elements);
      case Expression.Listing(var elements, _) -> checkAll(elements);
      case Expression.Starred(var value, _) -> check(notStarred(value));
      default -> throw refused(target, "cannot be assigned to");
    }
  }

  private static void checkAll(List<Expression> targets) {
    boolean star = false;
    for (Expression target : targets) {
      if (star && target instanceof Expression.Starred) {
        throw Cursor.fail("a second `*` among the targets", target.span());
      }
      star |= target instanceof Expression.Starred;
      check(target);
    }
  }

  /// Refuses what cannot be deleted.
  static Expression deletable(Expression target) {
    switch (target) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ -> {}
      case Expression.Tuple(var elements, _) -> elements.forEach(Targets::deletable);
      case Expression.Listing(var elements, _) -> elements.forEach(Targets::deletable);
      default -> throw refused(target, "cannot be deleted");
    }
    return target;
  }

  /// Refuses what is not one place: a tuple cannot be annotated or added to.
  static Expression single(Expression target, String what) {
    return switch (target) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ -> target;
      default -> throw refused(target, what);
    };
  }

  private static LeibnizException refused(Expression target, String what) {
    Problem problem = Problem.error(Code.LBZ001, word(target) + " " + what, target.span(), "");
    return switch (target) {
      case Expression.Call _, Expression.Binary _, Expression.Unary _
          when what.contains("assigned") ->
          problem.help("a comparison is written ==").raise();
      default -> problem.raise();
    };
  }

  private static String word(Expression expression) {
    return switch (expression) {
      case Expression.Name _ -> "a name";
      case Expression.Int _, Expression.Float _, Expression.Imaginary _ -> "a number";
      case Expression.Str _, Expression.Bytes _, Expression.FString _, Expression.Field _ ->
          "a string";
      case Expression.Bool(var value, _) -> value ? "`True`" : "`False`";
      case Expression.None _ -> "`None`";
      case Expression.Ellipsis _ -> "`...`";
      case Expression.Tuple _ -> "a tuple";
      case Expression.Listing _ -> "a list";
      case Expression.SetDisplay _ -> "a set";
      case Expression.Dict _ -> "a dict";
      case Expression.Comprehension _, Expression.DictComprehension _ -> "a comprehension";
      case Expression.Attribute _ -> "an attribute";
      case Expression.Subscript _ -> "an element";
      case Expression.Slice _ -> "a slice";
      case Expression.Call _ -> "the result of a call";
      case Expression.Starred _ -> "`*`";
      case Expression.Binary _, Expression.Unary _ -> "an operation";
      case Expression.And _, Expression.Or _, Expression.Compare _ -> "a condition";
      case Expression.Conditional _ -> "a conditional expression";
      case Expression.Lambda _ -> "a lambda";
      case Expression.Named _ -> "an assignment in parentheses";
      case Expression.Yield _, Expression.YieldFrom _ -> "a `yield`";
    };
  }
}
