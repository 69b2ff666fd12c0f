package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Shape;

/// One product with all products among its factors multiplied out: how factors share letters. Axes
/// of size 1 have no letter.
final class LetterGraph {
  private static final int SILENT = -1;

  /// @param letters one for each axis that is longer than 1
  record Factor(Expr value, List<Integer> letters, Rational power) {}

  private final Known known;
  private final List<Factor> factors = new ArrayList<>();
  private final List<Integer> parent = new ArrayList<>();
  private final List<Dim> sizes = new ArrayList<>();
  private final List<Integer> out = new ArrayList<>();
  private Rational coefficient = Rational.ONE;

  private LetterGraph(Known known) {
    this.known = known;
  }

  static LetterGraph of(Expr product, Head.Einsum head, Known known) {
    LetterGraph graph = new LetterGraph(known);
    List<Integer> axes = new ArrayList<>();
    for (Dim size : product.shape().dims()) {
      axes.add(graph.fresh(size));
    }
    graph.open(product, head, axes, Rational.ONE);
    axes.stream().filter(l -> l != SILENT).forEach(graph.out::add);
    return graph;
  }

  /// With another value in the place of a factor.
  LetterGraph with(Factor factor, Expr value) {
    LetterGraph graph = new LetterGraph(known);
    graph.factors.addAll(factors);
    graph.factors.remove(factor);
    graph.parent.addAll(parent);
    graph.sizes.addAll(sizes);
    graph.out.addAll(out);
    graph.coefficient = coefficient;
    List<Integer> axes = new ArrayList<>();
    List<Integer> left = new ArrayList<>(factor.letters);
    for (Dim size : value.shape().dims()) {
      axes.add(size.isOne() ? SILENT : left.removeFirst());
    }
    graph.add(value, axes, factor.power);
    return graph;
  }

  Rational coefficient() {
    return coefficient;
  }

  Map<Integer, Dim> sizes() {
    Map<Integer, Dim> all = new HashMap<>();
    for (int letter = 0; letter < sizes.size(); letter++) {
      all.put(letter, sizes.get(letter));
    }
    return all;
  }

  /// The letters of the result, in order; one that is repeated is a delta.
  List<Integer> out() {
    return resolved(out);
  }

  /// The factors, equal ones at equal letters as one.
  List<Factor> factors() {
    record Place(Expr value, List<Integer> letters) {}
    Map<Place, Rational> powers = new LinkedHashMap<>();
    for (Factor f : factors) {
      powers.merge(new Place(f.value, resolved(f.letters)), f.power, Rational::plus);
    }
    List<Factor> gathered = new ArrayList<>();
    powers.forEach((place, power) -> {
      if (!power.isZero()) {
        gathered.add(new Factor(place.value, place.letters, power));
      }
    });
    return gathered;
  }

  /// The letters that are neither in the result nor among those carried: each counts its values.
  List<Dim> orphans(Set<Integer> carried) {
    Set<Integer> left = new LinkedHashSet<>();
    for (int letter = 0; letter < sizes.size(); letter++) {
      left.add(find(letter));
    }
    left.removeAll(carried);
    out().forEach(left::remove);
    return left.stream().map(sizes::get).toList();
  }

  // --- opening ---------------------------------------------------------------------------------

  private Integer fresh(Dim size) {
    if (size.isOne()) {
      return SILENT;
    }
    parent.add(parent.size());
    sizes.add(size);
    return parent.size() - 1;
  }

  private void open(Expr product, Head.Einsum head, List<Integer> axes, Rational power) {
    if (!head.coefficient().isOne()) {
      coefficient = coefficient.times(head.coefficient().power(power.intValue()));
    }
    Map<Integer, Integer> at = new HashMap<>();
    for (int axis = 0; axis < axes.size(); axis++) {
      Integer first = at.putIfAbsent(head.out().get(axis), axes.get(axis));
      if (first != null && first != SILENT) {
        parent.set(find(axes.get(axis)), find(first));
      }
    }
    for (int k = 0; k < product.args().size(); k++) {
      Head.Factor factor = head.factors().get(k);
      Shape shape = product.arg(k).shape();
      List<Integer> letters = new ArrayList<>();
      for (int axis = 0; axis < shape.rank(); axis++) {
        Dim size = shape.get(axis);
        letters.add(at.computeIfAbsent(factor.letters().get(axis), l -> fresh(size)));
      }
      add(product.arg(k), letters, factor.power().times(power));
    }
  }

  private void add(Expr value, List<Integer> axes, Rational power) {
    Known.Alias alias = known.alias(value, power);
    if (alias != null) {
      Rational p = power.dividedBy(alias.power());
      List<Integer> mine = new ArrayList<>();
      for (int axis : alias.axes()) {
        if (axis >= 0 && axes.get(axis) != SILENT) {
          mine.add(axes.get(axis));
        }
      }
      coefficient = coefficient.times(alias.scale().power(p.intValue()).inverse());
      factors.add(new Factor(alias.named(), mine, p));
    } else if (known.find(value) == null
        && value.head() instanceof Head.Einsum head
        && opens(value, head, power)) {
      open(value, head, axes, power);
    } else {
      factors.add(new Factor(value, axes.stream().filter(l -> l != SILENT).toList(), power));
    }
  }

  /// A power of a product is the product of powers where nothing is summed and nothing is zero by a
  /// delta.
  private static boolean opens(Expr value, Head.Einsum head, Rational power) {
    if (power.isOne()) {
      return true;
    }
    boolean zero = head.coefficient().isZero();
    boolean delta = new HashSet<>(head.out()).size() < head.out().size();
    if (!power.isInt() || delta || zero && power.signum() < 0) {
      return false;
    }
    for (int k = 0; k < value.args().size(); k++) {
      List<Integer> letters = head.factors().get(k).letters();
      for (int axis = 0; axis < letters.size(); axis++) {
        boolean kept = head.out().contains(letters.get(axis));
        if (!kept && !value.arg(k).shape().get(axis).isOne()) {
          return false;
        }
      }
    }
    return true;
  }

  private int find(int letter) {
    int root = letter;
    while (parent.get(root) != root) {
      root = parent.get(root);
    }
    return root;
  }

  private List<Integer> resolved(List<Integer> letters) {
    return letters.stream().map(this::find).toList();
  }
}
