package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Expression;

/// What may have slipped in a statement: each slip is undone by a small change of the text.
final class Slips {
  private final Text text;
  private final Scope scope;
  private final List<Slip> slips = new ArrayList<>();

  Slips(Text text, Scope scope) {
    this.text = text;
    this.scope = scope;
  }

  void add(Slip.Kind kind, Span span, String now, String words) {
    add(new Slip(kind, List.of(new Fix.Edit(span, now)), words));
  }

  void add(Slip slip) {
    boolean foreign =
        slip.kind() == Slip.Kind.NAME && scope.foreign().contains(slip.edits().getFirst().text());
    slips.add(foreign ? new Slip(Slip.Kind.FOREIGN, slip.edits(), slip.words()) : slip);
  }

  Scope scope() {
    return scope;
  }

  Text text() {
    return text;
  }

  /// All of them, the likeliest first.
  List<Slip> sorted() {
    List<Slip> sorted = new ArrayList<>();
    for (Slip.Kind kind : Slip.Kind.values()) {
      slips.stream().filter(s -> s.kind() == kind).forEach(sorted::add);
    }
    return sorted;
  }

  // --------------------------------------------------------------------------------- what is there

  String at(Expression e) {
    return text.at(e.span());
  }

  /// As an operand of whatever.
  String bracketed(Expression e) {
    return switch (e) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _, Expression.Call _ ->
          at(e);
      default -> "(" + at(e) + ")";
    };
  }

  /// As a factor.
  String factor(Expression e) {
    return e instanceof Expression.Binary b
            && (b.operator() == Expression.Operator.ADD
                || b.operator() == Expression.Operator.SUBTRACT)
        ? "(" + at(e) + ")"
        : at(e);
  }
}
