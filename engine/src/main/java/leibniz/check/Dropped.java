package leibniz.check;

import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// What in a statement makes an axis go: a sum without `keepdims`, or the subscripts of an einsum.
///
/// @param place where
/// @param label what happens there
/// @param rule why
/// @param edits what keeps an axis of size 1
record Dropped(Span place, String label, String rule, List<Fix.Edit> edits) {
  private static final Set<String> SUMS =
      Set.of("sum", "mean", "prod", "max", "min", "amax", "amin", "std", "var", "average");

  /// Null if the value is no such call, maybe with a sign.
  static @Nullable Dropped of(@Nullable Statement statement) {
    return statement instanceof Statement.Assign a && a.targets().size() == 1
        ? of(a.value(), a.value().span())
        : null;
  }

  private static @Nullable Dropped of(Expression value, Span whole) {
    return switch (value) {
      case Expression.Unary u -> of(u.operand(), whole);
      case Expression.Call c when Spelled.text(c.function()).endsWith("einsum") -> einsum(c, whole);
      case Expression.Call c -> sum(c);
      default -> null;
    };
  }

  private static @Nullable Dropped einsum(Expression.Call call, Span whole) {
    if (call.arguments().isEmpty()
        || !(call.arguments().getFirst().value() instanceof Expression.Str subscripts)
        || !subscripts.value().contains("->")) {
      return null;
    }
    String out = subscripts.value().replaceFirst(".*->", "").strip();
    Span s = subscripts.span();
    int at = s.endColumn() - 1 - out.length();
    boolean plain = s.line() == s.endLine() && !out.isEmpty() && out.matches("[A-Za-z]+");
    String axes = out.length() == 1 ? "axis " : "axes ";
    return plain
        ? new Dropped(
            new Span(s.file(), s.line(), at, s.line(), s.endColumn() - 1),
            "keeps the " + axes + String.join(", ", out.split("")) + " alone",
            "einsum keeps the axes written after \"->\" and no others",
            List.of(new Fix.Edit(end(whole), "[..., None]")))
        : null;
  }

  private static @Nullable Dropped sum(Expression.Call call) {
    String name = call.function() instanceof Expression.Attribute(_, String n, _, _) ? n : "";
    Expression axis = null;
    for (var argument : call.arguments()) {
      if ("keepdims".equals(argument.name())) {
        return null;
      }
      axis = "axis".equals(argument.name()) ? argument.value() : axis;
    }
    if (!SUMS.contains(name) || axis == null) {
      return null;
    }
    Span last = call.arguments().getLast().value().span();
    return new Dropped(
        axis.span(),
        "this axis goes",
        name + " drops the axis it runs along, unless keepdims=True",
        List.of(new Fix.Edit(end(last), ", keepdims=True")));
  }

  /// The place right behind a stretch.
  static Span end(Span span) {
    return new Span(
        span.file(), span.endLine(), span.endColumn(), span.endLine(), span.endColumn());
  }
}
