package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// The slips that may have happened in a statement.
final class StatementSlips {
  private final Slips slips;

  private StatementSlips(Slips slips) {
    this.slips = slips;
  }

  /// All of them, the likeliest first.
  static List<Slip> of(Statement statement, Text text, Scope scope) {
    Slips slips = new Slips(text, scope);
    StatementSlips all = new StatementSlips(slips);
    switch (statement) {
      case Statement.Assign a -> {
        all.value(a.value());
        a.targets().forEach(all::targets);
        all.accumulated(a);
        all.twins(a);
        a.targets().forEach(t -> all.differential(t, a.value()));
        all.counted(a);
      }
      case Statement.AugmentedAssign a -> {
        all.operator(a);
        all.value(a.value());
        all.targets(a.target());
      }
      case Statement.AnnotatedAssign(_, _, Expression value, _) when value != null ->
          all.value(value);
      case Statement.Return(Expression value, _) when value != null -> all.value(value);
      case Statement.Evaluate(var value, _) -> {
        PartSlips.add(value, slips);
        all.turned(value);
        all.shared(value);
      }
      default -> {}
    }
    return slips.sorted();
  }

  private void value(Expression value) {
    PartSlips.add(value, slips);
    Repeated.add(value, slips);
    Repeated.addSlices(value, slips);
    ValueSlips.add(value, slips);
    switch (value) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ ->
          slips.add(
              Slip.Kind.UPDATE,
              value.span(),
              slips.at(value) + ".copy()",
              "it is changed in place");
      default -> {}
    }
  }

  /// `dh[h < 0] = 0`: the condition and the indices count too.
  private void targets(Expression target) {
    switch (target) {
      case Expression.Tuple(var elements, _) -> elements.forEach(this::targets);
      case Expression.Subscript(_, var index, _) -> {
        PartSlips.add(index, slips);
        if (index instanceof Expression.Tuple several) {
          PartSlips.exchanged(several, slips);
        }
      }
      default -> {}
    }
  }

  /// What the same name is in another function.
  private void twins(Statement.Assign a) {
    String now = slips.at(a.value());
    for (String other : slips.scope().twins()) {
      if (!other.equals(now)) {
        slips.add(Slip.Kind.TWIN, a.value().span(), other, "elsewhere it is  " + other);
      }
    }
  }

  /// `dP = (1 - K) * dPp` of `P = (1 - K) * Pp`, where there is a `dK`, too.
  private void differential(Expression target, Expression value) {
    if (target instanceof Expression.Name(String id, _)) {
      String now = Differential.of(id, slips.scope().written().values(), slips.text());
      if (now != null && !now.equals(slips.at(value))) {
        String words = "all that it is made of has a derivative:  " + now;
        slips.add(Slip.Kind.TWIN, value.span(), now, words);
      }
    } else if (target instanceof Expression.Tuple(var names, _)
        && value instanceof Expression.Tuple(var each, _)
        && names.size() == each.size()) {
      for (int k = 0; k < names.size(); k++) {
        differential(names.get(k), each.get(k));
      }
    }
  }

  /// `M = H * W` for `M = C * H * W`: an axis is missing where entries are counted.
  private void counted(Statement.Assign a) {
    if (isCount(a)) {
      for (String axis : slips.scope().written().axes()) {
        String now = axis + " * " + slips.at(a.value());
        slips.add(Slip.Kind.FACTOR, a.value().span(), now, axis + " is missing in this product");
      }
    }
  }

  /// Whether it counts the entries that several axes have.
  static boolean isCount(@Nullable Statement s) {
    return s instanceof Statement.Assign a
        && a.value() instanceof Expression.Binary b
        && isCount(b);
  }

  private static boolean isCount(Expression e) {
    return e instanceof Expression.Name
        || e instanceof Expression.Binary b
            && b.operator() == Expression.Operator.MULTIPLY
            && isCount(b.left())
            && isCount(b.right());
  }

  private static boolean isMadeOf(Expression e, String target) {
    return Spelled.text(e).equals(target)
        || e.children().stream().anyMatch(child -> isMadeOf(child, target));
  }

  /// `dW = …` in a loop for `dW += …`; what is made of itself already is not meant to be added.
  private void accumulated(Statement.Assign a) {
    Expression target = a.targets().getFirst();
    boolean itself = isMadeOf(a.value(), Spelled.text(target));
    if (a.targets().size() == 1 && !(target instanceof Expression.Tuple) && !itself) {
      Span between =
          new Span(
              target.span().file(),
              target.span().endLine(),
              target.span().endColumn(),
              a.value().span().line(),
              a.value().span().column());
      if (slips.text().at(between).strip().equals("=")) {
        slips.add(Slip.Kind.UPDATE, between, " += ", "it is set instead of added");
      }
      if (slips.scope().begun()) {
        recursive(a.value(), slips.at(target));
      }
    }
  }

  /// `dh = x` for `dh = x + beta * dh`: what goes on from step to step is missing.
  private void recursive(Expression value, String target) {
    List<String> factors = new ArrayList<>(slips.scope().borrowed().factors());
    factors.addAll(slips.scope().scalars());
    for (String factor : factors.stream().distinct().limit(FACTORS).toList()) {
      String term = factor + " * " + target;
      String words = "the term " + term + " of the step before is missing";
      slips.add(Slip.Kind.TERM, value.span(), slips.at(value) + " + " + term, words);
    }
  }

  private static final int FACTORS = 16;

  private void operator(Statement.AugmentedAssign a) {
    allButFirst(a);
    if (a.target() instanceof Expression.Name(String name, _)) {
      String now =
          name + " = " + name + " " + a.operator().symbol() + " " + slips.bracketed(a.value());
      slips.add(Slip.Kind.UPDATE, a.span(), now, "it changes other names of the array in place");
    }
    for (String size : slips.scope().sizes()) {
      boolean scales =
          a.operator() == Expression.Operator.DIVIDE
              || a.operator() == Expression.Operator.MULTIPLY;
      if (scales && !size.equals(slips.at(a.value()))) {
        slips.add(Slip.Kind.FACTOR, a.value().span(), size, "it is divided by another size");
      }
    }
    Span value = a.value().span();
    Span target = a.target().span();
    Span between =
        new Span(value.file(), target.endLine(), target.endColumn(), value.line(), value.column());
    String open = slips.text().at(between).contains("(") ? " (" : " ";
    switch (a.operator()) {
      case ADD -> {
        at(a, "add");
        slips.add(Slip.Kind.UPDATE, between, " =" + open, "it is added instead of set");
        slips.add(Slip.Kind.SIGN, between, " -=" + open, "the sign is the other one");
      }
      case SUBTRACT -> {
        at(a, "subtract");
        slips.add(Slip.Kind.SIGN, between, " +=" + open, "the sign is the other one");
      }
      case MULTIPLY -> slips.add(Slip.Kind.FACTOR, between, " /=" + open, "it is multiplied");
      case DIVIDE -> slips.add(Slip.Kind.FACTOR, between, " *=" + open, "it is divided");
      default -> {}
    }
  }

  /// `np.subtract.at(g, index, value)` for `np.add.at(g, index, value)`.
  private void turned(Expression value) {
    if (value instanceof Expression.Call call) {
      String function = slips.at(call.function());
      String other =
          function.endsWith(".add.at")
              ? function.replace(".add.at", ".subtract.at")
              : function.replace(".subtract.at", ".add.at");
      if (!other.equals(function)) {
        slips.add(Slip.Kind.SIGN, call.function().span(), other, "the sign is the other one");
      }
    }
  }

  /// `np.add.at(g, index, value)` for `np.add.at(g, index, value / n)`: of a mean each has its
  /// part.
  private void shared(Expression value) {
    if (value instanceof Expression.Call(var function, var arguments, _)
        && slips.at(function).endsWith(".at")
        && arguments.size() == ADDED + 1) {
      Expression added = arguments.get(ADDED).value();
      for (String size : slips.scope().sizes()) {
        String words = "the factor 1/" + size + " is missing";
        String now = slips.bracketed(added) + " / " + size;
        slips.add(Slip.Kind.FACTOR, added.span(), now, words);
      }
    }
  }

  private static final int ADDED = 2; // the argument

  /// `np.add.at(g, index, value)` for `g[index] += value`.
  private void at(Statement.AugmentedAssign a, String function) {
    if (a.target() instanceof Expression.Subscript(var base, var index, _)) {
      String now =
          String.format(
              "np.%s.at(%s, %s, %s)",
              function, slips.at(base), slips.at(index), slips.at(a.value()));
      slips.add(Slip.Kind.UPDATE, a.span(), now, "an index that is there twice counts once");
    }
  }

  /// `g += lam * theta` for `g[1:] += lam * theta[1:]`: the first entry has no penalty.
  private void allButFirst(Statement.AugmentedAssign a) {
    if (!(a.target() instanceof Expression.Name target)) {
      return;
    }
    List<Expression> left = new ArrayList<>(List.of(a.value()));
    while (!left.isEmpty()) {
      Expression e = left.removeLast();
      if (e instanceof Expression.Name name) {
        List<Fix.Edit> edits = new ArrayList<>();
        edits.add(new Fix.Edit(target.span(), target.id() + "[1:]"));
        edits.add(new Fix.Edit(name.span(), name.id() + "[1:]"));
        slips.add(new Slip(Slip.Kind.INDEX, edits, "the first entry does not belong to it"));
      }
      left.addAll(Operands.of(e));
    }
  }
}
