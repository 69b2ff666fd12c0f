package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Reshape;
import org.jspecify.annotations.Nullable;

/// Reshaping over symbolic sizes: axes that stay are left alone, so that only what is truly merged
/// or split is an operation of its own.
final class Regroup {
  private Regroup() {}

  /// `x` under the shape that the sizes ask for; one of them may be -1.
  static Expr reshape(
      Value.Operand operand, Expr x, List<Value> sizes, Span span, Session session) {
    List<@Nullable Dim> asked = new ArrayList<>();
    int open = -1;
    for (int k = 0; k < sizes.size(); k++) {
      boolean rest = sizes.get(k) instanceof Value.Number n && n.whole() && n.value().signum() < 0;
      if (rest && open >= 0) {
        throw Faults.unfit("a reshape leaves two sizes open", span).raise();
      }
      open = rest ? k : open;
      asked.add(rest ? null : Concrete.size(sizes.get(k), "reshape", span));
    }
    List<Dim> to = new ArrayList<>();
    for (Dim size : asked) {
      to.add(size == null ? rest(operand, x, asked, span, session) : size);
    }
    Shape shape = new Shape(to);
    if (!session.sizes().same(x.shape().count(), shape.count())) {
      throw misfit(operand, x, shape.toString(), span, session);
    }
    return regroup(x, shape);
  }

  /// The size that is left for -1.
  private static Dim rest(
      Value.Operand operand, Expr x, List<@Nullable Dim> asked, Span span, Session session) {
    List<Dim> from = new ArrayList<>(x.shape().dims());
    Dim others = Dim.ONE;
    for (Dim size : asked) {
      if (size != null && !from.remove(size)) {
        others = others.times(size);
      }
    }
    Dim total = from.stream().reduce(Dim.ONE, Dim::times);
    Dim exact = Arithmetic.quotient(total, others);
    if (exact != null) {
      return exact;
    }
    var all = session.sizes().value(total);
    var part = session.sizes().value(others);
    if (all.isEmpty() || part.isEmpty()) {
      session.sizes().need(total, "reshape with -1", span);
      session.sizes().need(others, "reshape with -1", span);
    }
    if (part.isPresent()
        && part.getAsLong() != 0
        && all.isPresent()
        && all.getAsLong() % part.getAsLong() == 0) {
      return Dim.of(all.getAsLong() / part.getAsLong());
    }
    throw misfit(operand, x, asked.toString().replace("null", "-1"), span, session);
  }

  private static RuntimeException misfit(
      Value.Operand operand, Expr x, String to, Span span, Session session) {
    return Problem.error(
            Code.LBZ103,
            operand.or("the array")
                + " is "
                + x.shape()
                + ": its "
                + x.shape().count()
                + " entries do not fill "
                + to.replace('[', '(').replace(']', ')'),
            span,
            "")
        .also(operand.span(), Tensors.label(operand, x.shape(), session))
        .with(Problem.Note.Kind.RULE, "a reshape keeps the number of entries")
        .raise();
  }

  /// `x` with its entries, in order, under another shape of as many.
  static Expr regroup(Expr x, Shape to) {
    if (x.shape().equals(to)) {
      return x;
    }
    List<Dim> left = withoutOnes(x.shape());
    List<Dim> right = withoutOnes(to);
    Expr result = Build.reduce(x, ones(x.shape()));
    int from = 0;
    int start = 0;
    while (from < left.size() || start < right.size()) {
      int[] group = group(left, from, right, start);
      Shape before = new Shape(left.subList(from, group[0]));
      Shape after = new Shape(right.subList(start, group[1]));
      List<Integer> here = Build.range(start, start + before.rank());
      Expr turned = Tensors.toEnd(result, here);
      result =
          Tensors.fromEnd(
              Reshape.of(turned, before, after), Build.range(start, start + after.rank()));
      from = group[0];
      start = group[1];
    }
    return Build.expand(result, ones(to));
  }

  /// The ends of the shortest stretches of both that hold as many entries.
  private static int[] group(List<Dim> left, int from, List<Dim> right, int start) {
    for (int total = 2; total <= left.size() - from + right.size() - start; total++) {
      for (int m = 1; m < total; m++) {
        int i = from + m;
        int j = start + total - m;
        if (i <= left.size()
            && j <= right.size()
            && product(left, from, i).equals(product(right, start, j))) {
          return new int[] {i, j};
        }
      }
    }
    return new int[] {left.size(), right.size()};
  }

  private static Dim product(List<Dim> dims, int from, int to) {
    return dims.subList(from, to).stream().reduce(Dim.ONE, Dim::times);
  }

  private static List<Dim> withoutOnes(Shape shape) {
    return shape.dims().stream().filter(d -> !d.isOne()).toList();
  }

  private static List<Integer> ones(Shape shape) {
    List<Integer> ones = Build.range(0, shape.rank());
    ones.removeIf(axis -> !shape.get(axis).isOne());
    return ones;
  }
}
