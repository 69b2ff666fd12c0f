package leibniz.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A view that can be pulled out of a function: `f(view(x)) = view(f(x))`, so that f is computed on
/// as few entries as there are. Only views that repeat or reorder entries qualify.
///
/// @param inside the arguments without the view
/// @param letters the axes of what is inside
/// @param out the axes of the whole
/// @param shape the shape of the whole
record View(List<Expr> inside, List<Integer> letters, List<Integer> out, Shape shape) {

  /// The view around all arguments, or null if there is none worth pulling out.
  static @Nullable View around(List<Expr> args) {
    return args.size() == 1 ? aroundOne(args.get(0)) : aroundAll(args);
  }

  /// What the view makes of `value`, which has the shape of what is inside.
  Expr of(Expr value) {
    return Product.one().letters(out, shape).times(value, letters).out(out);
  }

  /// One argument: any reordering and broadcast.
  private static @Nullable View aroundOne(Expr a) {
    if (!a.isView() || !(a.head() instanceof Head.Einsum e)) {
      return null;
    }
    if (e.factors().isEmpty()) {
      boolean delta = new HashSet<>(e.out()).size() < e.out().size();
      return delta || a.rank() == 0
          ? null
          : new View(List.of(Build.number(e.coefficient())), List.of(), e.out(), a.shape());
    }
    Head.Factor factor = e.factors().get(0);
    boolean distinct =
        new HashSet<>(factor.letters()).size() == factor.letters().size()
            && new HashSet<>(e.out()).size() == e.out().size();
    return distinct && factor.power().isOne() && e.coefficient().isOne()
        ? new View(a.args(), factor.letters(), e.out(), a.shape())
        : null;
  }

  /// Several arguments: the axes along which every one of them is constant.
  private static @Nullable View aroundAll(List<Expr> args) {
    Shape shape = args.get(0).shape();
    List<Integer> all = Build.range(0, shape.rank());
    List<Integer> letters = new ArrayList<>(all);
    letters.removeIf(axis -> args.stream().allMatch(a -> a.isRepeatedAlong(axis)));
    if (letters.size() == all.size()) {
      return null;
    }
    List<Expr> inside = new ArrayList<>();
    for (Expr argument : args) {
      inside.add(first(argument, letters));
    }
    return new View(inside, letters, all, shape);
  }

  /// `a` without axes along which it repeats.
  static Expr first(Expr a, List<Integer> kept) {
    if (!(a.head() instanceof Head.Einsum e)) {
      throw new IllegalArgumentException("no view: " + a);
    }
    List<Integer> out = kept.stream().map(axis -> e.out().get(axis)).toList();
    Product product = Product.of(e.coefficient());
    for (Integer axis : kept) {
      product.letter(e.out().get(axis), a.shape().get(axis));
    }
    for (int k = 0; k < a.args().size(); k++) {
      product.times(a.arg(k), e.factors().get(k).letters(), e.factors().get(k).power());
    }
    return product.out(out);
  }
}
