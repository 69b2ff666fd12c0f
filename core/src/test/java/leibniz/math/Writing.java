package leibniz.math;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Shape;

/// A small program with names, whose equations are written.
final class Writing {
  private final Map<Expr, Name> names = new HashMap<>();

  static Name name(String text) {
    if (text.endsWith("]")) {
      int open = text.indexOf('[');
      int index = Integer.parseInt(text.substring(open + 1, text.length() - 1));
      return Name.at(text.substring(0, open), Dim.of(index));
    }
    int at = text.indexOf('@');
    return at < 0
        ? Name.of(text)
        : new Name(text.substring(0, at), List.of(), Integer.parseInt(text.substring(at + 1)));
  }

  static Shape shape(String... dims) {
    return new Shape(
        List.of(dims).stream()
            .map(d -> Character.isDigit(d.charAt(0)) ? Dim.of(Long.parseLong(d)) : Dim.symbol(d))
            .toList());
  }

  /// An input.
  Expr input(String text, String... dims) {
    return named(text, Build.var(text, shape(dims)));
  }

  Expr named(String text, Expr e) {
    names.put(e, name(text));
    return e;
  }

  Names names() {
    return new Names(names);
  }

  /// Summed over an axis, which stays with size 1.
  static Expr sum(Expr e, int axis) {
    return Build.expand(Build.reduce(e, List.of(axis)), List.of(axis));
  }

  /// `W x` for each sample.
  static Expr linear(Expr w, Expr x) {
    return Product.one().times(w, List.of(1, 2)).times(x, List.of(0, 2)).out(List.of(0, 1));
  }

  static Axes axes(Expr of, Expr wrt) {
    return General.axes(of.shape(), List.of(wrt.shape()), Set.of("B"));
  }

  Equation definition(String text, Expr e) {
    return Typeset.definition(name(text), e, names());
  }

  Equation derivative(String of, Expr e, Expr wrt) {
    Axes axes = axes(e, wrt);
    Expr value = General.share(Differentiate.of(e, wrt), axes);
    return Typeset.derivative(
        name(of), axes, List.of(java.util.Objects.requireNonNull(names.get(wrt))), value, names());
  }

  static String ascii(Equation e) {
    return Unicode.ascii(e.formula());
  }

  static String latex(Equation e) {
    return Latex.print(e.formula());
  }
}
