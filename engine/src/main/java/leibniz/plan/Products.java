package leibniz.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import leibniz.blas.Operand;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.kernel.Loop;
import org.jspecify.annotations.Nullable;

/// Sums that are contractions of two parts.
final class Products {
  private final Nodes nodes;
  private final Function<Expr, @Nullable Stored> where;
  private final Draft draft;

  Products(Nodes nodes, Function<Expr, @Nullable Stored> where, Draft draft) {
    this.nodes = nodes;
    this.where = where;
    this.draft = draft;
  }

  /// A part in memory: a number times what is there.
  private record Part(Operand where, double coefficient) {}

  /// Adds the contraction, and before it the loops of parts that are no arrays yet.
  ///
  /// @param to where the entries go
  /// @param coefficient by which each is multiplied
  void add(Expr node, Head.Einsum e, Pair pair, Stored to, double coefficient) {
    List<Integer> letters = new ArrayList<>(pair.batch());
    letters.addAll(pair.rows());
    letters.addAll(pair.cols());
    letters.addAll(pair.inner());
    Part left = part(node, e, pair, pair.left(), pair.leftLetters(), letters);
    Part right = part(node, e, pair, pair.right(), pair.rightLetters(), letters);
    draft.add(
        new Step.Product(
            letters.stream().mapToInt(pair.sizes()::get).toArray(),
            operand(to, e.out(), letters),
            left.where,
            right.where,
            coefficient * pair.coefficient() * left.coefficient * right.coefficient,
            isSymmetric(node, e, pair)));
  }

  /// Whether the sum is the same when rows and columns change places, as `Xᵀ diag(s) X` is: its
  /// factors, those of pointwise products among them too, then are the same.
  private boolean isSymmetric(Expr node, Head.Einsum e, Pair pair) {
    if (pair.rows().size() != 1
        || pair.cols().size() != 1
        || pair.size(pair.rows()) != pair.size(pair.cols())) {
      return false;
    }
    List<Integer> swapped = new ArrayList<>(e.out());
    Collections.swap(
        swapped, e.out().indexOf(pair.rows().getFirst()), e.out().indexOf(pair.cols().getFirst()));
    return melted(node, e, e.out()) == melted(node, e, swapped);
  }

  private Expr melted(Expr node, Head.Einsum e, List<Integer> out) {
    Product product = Product.of(e.coefficient()).inlining(nodes::isPointwise);
    for (int k = 0; k < node.args().size(); k++) {
      Head.Factor factor = e.factors().get(k);
      product.times(node.arg(k), factor.letters(), factor.power());
    }
    return product.out(out);
  }

  private static Operand operand(Stored stored, List<Integer> axes, List<Integer> letters) {
    int[] strides = new int[letters.size()];
    for (int axis = 0; axis < axes.size(); axis++) {
      int letter = letters.indexOf(axes.get(axis));
      if (letter >= 0) {
        strides[letter] += stored.strides()[axis];
      }
    }
    return new Operand(stored.array(), stored.offset(), strides);
  }

  private Part part(
      Expr node,
      Head.Einsum e,
      Pair pair,
      List<Integer> factors,
      List<Integer> own,
      List<Integer> letters) {
    Head.Factor first = e.factors().get(factors.getFirst());
    if (factors.size() == 1 && first.power().isOne()) {
      Expr value = node.arg(factors.getFirst());
      double coefficient = 1;
      List<Expr> views = new ArrayList<>();
      while (where.apply(value) == null) {
        views.add(value);
        coefficient *= ((Head.Einsum) value.head()).coefficient().doubleValue();
        value = value.arg(0);
      }
      Stored seen = where.apply(value);
      for (Expr view : views.reversed()) {
        seen = nodes.seen(view, Objects.requireNonNull(seen));
      }
      return new Part(operand(Objects.requireNonNull(seen), first.letters(), letters), coefficient);
    }
    List<Integer> inOrder = asRead(node, e, factors, own);
    return new Part(operand(computed(node, e, pair, factors, inOrder), inOrder, letters), 1);
  }

  /// The letters in the order in which the entries of a factor lie.
  private List<Integer> asRead(Expr node, Head.Einsum e, List<Integer> factors, List<Integer> own) {
    for (int k : factors) {
      List<Integer> letters = e.factors().get(k).letters();
      if (letters.containsAll(own)) {
        Stored read = where.apply(node.arg(k));
        int[] strides = read != null ? read.strides() : Stored.rowMajor(nodes.shape(node.arg(k)));
        return own.stream()
            .sorted(Comparator.comparingInt(l -> -strides[letters.indexOf(l)]))
            .toList();
      }
    }
    return own;
  }

  /// Several factors with the same letters, or a power: multiplied into a new array.
  private Stored computed(
      Expr node, Head.Einsum e, Pair pair, List<Integer> factors, List<Integer> own) {
    int[] shape = own.stream().mapToInt(pair.sizes()::get).toArray();
    Stored to = draft.array(shape);
    Axes axes = Axes.of(shape, to.strides());
    Map<Integer, Integer> loopAxis = new HashMap<>();
    for (int k = 0; k < own.size(); k++) {
      loopAxis.put(own.get(k), axes.loopAxis()[k]);
    }
    Body body = new Body();
    int line = new Emitter(nodes, where, axes.inner(), body).product(node, e, factors, 1, loopAxis);
    draft.add(
        axes.rows(),
        new Loop(
            axes.extents(),
            axes.inner(),
            Loop.Reduction.SUM,
            body.ending(line),
            List.of(),
            to.access(axes.loopAxis(), axes.inner()),
            false));
    return to;
  }
}
