package leibniz.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A product being written down: factors with letters, then [#out], which puts it in normal form
/// and interns it. The letters are any whole numbers the caller likes; letters that a factor or
/// `out` repeats are equal indices, letters missing from `out` are summed.
///
/// The normal form, on which every pass relies:
///
/// 1. A factor that is a view is taken apart, so transpositions, broadcasts, diagonals, deltas and
///    scalings melt into letters and the coefficient. This is delta elimination: an `eye` merges
///    its two letters and is gone, unless both are in `out`, where the repetition keeps it.
/// 2. Equal factors at equal letters become one with the powers added.
/// 3. A summed letter that no factor carries becomes the size of its axis as a factor. None is ever
///    lost: that is the oldest bug of systems like this one.
/// 4. Axes of size 1 are numbered from the right in each factor and in `out`, so that it does not
///    matter through which of them a factor of size 1 is read.
/// 5. What is summed together stays together, and nothing else does: `p_b Σ_k e_bk W_kj` is the
///    product of `p` and the node `Σ_k e_bk W_kj`, so that equal sums are equal nodes.
/// 6. A true product or sum has coefficient 1 and every letter of its `out` once, carried by a
///    factor; scaling, repetition and broadcast are a view around it.
public final class Product {

  /// A power of a value, indexed by letters.
  record Operand(Expr value, List<Integer> letters, Rational power) {}

  /// Powers are added for operands that agree in this.
  private record Place(Expr value, List<Integer> letters) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place p && value == p.value && letters.equals(p.letters);
    }

    @Override
    public int hashCode() {
      return 31 * value.hashCode() + letters.hashCode();
    }
  }

  private Rational coefficient;
  private final List<Operand> operands = new ArrayList<>();
  private final Letters letters = new Letters();
  private Predicate<Expr> inline = e -> false;

  private Product(Rational coefficient) {
    this.coefficient = coefficient;
  }

  /// The empty product, times a number.
  public static Product of(Rational coefficient) {
    return new Product(coefficient);
  }

  /// The empty product.
  public static Product one() {
    return of(Rational.ONE);
  }

  /// Times `value` indexed by `indices`, one for each of its axes.
  public Product times(Expr value, List<Integer> indices) {
    return times(value, indices, Rational.ONE);
  }

  /// Times a power of `value` indexed by `indices`.
  public Product times(Expr value, List<Integer> indices, Rational power) {
    if (indices.size() != value.rank()) {
      throw new IllegalArgumentException(indices + " do not index " + value.shape());
    }
    for (int axis = 0; axis < indices.size(); axis++) {
      letters.declare(indices.get(axis), value.shape().get(axis));
    }
    operands.add(new Operand(value, List.copyOf(indices), power));
    return this;
  }

  /// Declares the size of a letter, as one must for letters that no factor carries.
  public Product letter(int letter, Dim size) {
    letters.declare(letter, size);
    return this;
  }

  /// Declares the sizes of consecutive axes.
  public Product letters(List<Integer> indices, Shape shape) {
    for (int axis = 0; axis < indices.size(); axis++) {
      letters.declare(indices.get(axis), shape.get(axis));
    }
    return this;
  }

  /// Also takes apart the factors the test accepts: products among them are multiplied out into
  /// this one, where that does not change the value.
  public Product inlining(Predicate<Expr> test) {
    inline = test;
    return this;
  }

  /// The finished expression, with one axis for each letter of `out`.
  public Expr out(List<Integer> out) {
    List<Operand> atoms = takeApart();
    List<Integer> outLetters = resolve(out);
    numberOnes(outLetters);
    atoms = gather(atoms);
    List<Operand> sizes = orphans(atoms, outLetters);
    atoms.addAll(sizes);
    atoms = sizes.isEmpty() && !hasNumber(atoms) ? atoms : gather(atoms);
    Shape shape = letters.shape(outLetters);
    if (coefficient.isZero()) {
      atoms = List.of();
      outLetters = fresh(outLetters.size());
    }
    atoms = split(atoms, outLetters);
    return finish(FactorOrder.of(atoms, outLetters), outLetters, shape);
  }

  private static List<Integer> fresh(int n) {
    List<Integer> distinct = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      distinct.add(k);
    }
    return distinct;
  }

  // --- 1: views melt into letters ---------------------------------------------------------------

  private List<Operand> takeApart() {
    List<Operand> atoms = new ArrayList<>();
    List<Operand> todo = new ArrayList<>(operands.reversed());
    while (!todo.isEmpty()) {
      Operand operand = todo.removeLast();
      if (operand.power.isZero()) {
        continue;
      }
      if (operand.value.head() instanceof Head.Einsum e && opens(operand, e)) {
        open(operand, e, todo);
      } else if (operand.value.head() instanceof Head.Num(Head.Constant.Size(Dim size))) {
        atoms.addAll(size(size, operand.power));
      } else {
        atoms.add(operand);
      }
    }
    return atoms;
  }

  /// Whether the factor can be multiplied out without changing the value.
  private boolean opens(Operand operand, Head.Einsum e) {
    Rational p = operand.power;
    if (!Letters.isDistinct(e.out()) && p.signum() < 0) {
      return false; // 1/0 off the diagonal stays as it was written
    }
    if (!operand.value.isView()) {
      return inline.test(operand.value)
          && (p.isOne() || p.isInteger() && e.out().containsAll(lettersOf(e)));
    }
    if (Powers.exact(e.coefficient(), p) == null) {
      return false;
    }
    // (x^a)^p is x^(ap) unless the inner power is even and loses the sign that the outer one sees
    return p.isInteger() || e.factors().stream().noneMatch(f -> f.power().isEven());
  }

  private void open(Operand operand, Head.Einsum e, List<Operand> todo) {
    coefficient =
        coefficient.times(
            Objects.requireNonNull(Powers.exact(e.coefficient(), operand.power), "opens"));
    Map<Integer, Integer> mine = new HashMap<>();
    for (int axis = 0; axis < e.out().size(); axis++) {
      Integer inner = e.out().get(axis);
      Integer outer = operand.letters.get(axis);
      Integer known = mine.putIfAbsent(inner, outer);
      if (known != null) {
        letters.merge(known, outer);
      }
    }
    for (int k = e.factors().size() - 1; k >= 0; k--) {
      Expr value = operand.value.arg(k);
      Head.Factor factor = e.factors().get(k);
      List<Integer> indices = new ArrayList<>();
      for (int axis = 0; axis < value.rank(); axis++) {
        Integer inner = factor.letters().get(axis);
        Integer outer = mine.get(inner);
        if (outer == null) {
          outer = letters.fresh(value.shape().get(axis));
          mine.put(inner, outer);
        }
        indices.add(outer);
      }
      todo.add(new Operand(value, indices, factor.power().times(operand.power)));
    }
  }

  private static Set<Integer> lettersOf(Head.Einsum e) {
    Set<Integer> all = new HashSet<>();
    for (Head.Factor factor : e.factors()) {
      all.addAll(factor.letters());
    }
    return all;
  }

  /// A size as factors: its number goes into the coefficient, each symbol is a factor.
  private List<Operand> size(Dim size, Rational power) {
    Dim.Product product = size.product();
    Rational number = product == null ? null : Powers.exact(Rational.of(product.number()), power);
    if (product == null || number == null) {
      return List.of(new Operand(Build.sizeAtom(size), List.of(), power));
    }
    coefficient = coefficient.times(number);
    List<Operand> symbols = new ArrayList<>();
    for (String symbol : product.symbols()) {
      symbols.add(new Operand(Build.sizeAtom(Dim.symbol(symbol)), List.of(), power));
    }
    return symbols;
  }

  // --- 2 and 4: equal factors, axes of size 1
  // -----------------------------------------------------

  private List<Operand> gather(List<Operand> atoms) {
    Map<Place, Rational> powers = new LinkedHashMap<>();
    for (Operand atom : atoms) {
      List<Integer> indices = resolve(atom.letters);
      numberOnes(indices);
      powers.merge(new Place(atom.value, indices), atom.power, Rational::plus);
    }
    List<Operand> gathered = new ArrayList<>();
    for (Map.Entry<Place, Rational> entry : powers.entrySet()) {
      Place place = entry.getKey();
      Rational power = entry.getValue();
      Rational base = place.letters.isEmpty() ? place.value.constant() : null;
      Rational number =
          base == null ? null : Powers.exact(base, power); // the square of a root of 2
      if (number != null) {
        coefficient = coefficient.times(number);
      } else if (base != null) {
        Rational whole = Powers.taken(coefficient, base, power);
        coefficient = coefficient.dividedBy(base.power(whole.intValue()));
        gathered.add(new Operand(place.value, place.letters, power.plus(whole)));
      } else if (!power.isZero()) {
        gathered.add(new Operand(place.value, place.letters, power));
      }
    }
    return gathered;
  }

  private List<Integer> resolve(List<Integer> indices) {
    List<Integer> resolved = new ArrayList<>(indices.size());
    for (Integer letter : indices) {
      resolved.add(letters.find(letter));
    }
    return resolved;
  }

  /// The last axis of size 1 gets the first letter reserved for such axes, and so on.
  private void numberOnes(List<Integer> indices) {
    int ones = 0;
    for (int axis = indices.size() - 1; axis >= 0; axis--) {
      if (letters.size(indices.get(axis)).isOne()) {
        indices.set(axis, letters.one(ones++));
      }
    }
  }

  // --- 3: no size is lost
  // -------------------------------------------------------------------------

  private List<Operand> orphans(List<Operand> atoms, List<Integer> out) {
    List<Operand> sizes = new ArrayList<>();
    for (Integer letter : letters.roots()) {
      Dim size = letters.size(letter);
      if (!size.isOne() && !out.contains(letter) && !carries(atoms, letter)) {
        sizes.addAll(size(size, Rational.ONE));
      }
    }
    return sizes;
  }

  // --- 5: sums that have nothing to do with each other are nodes of their own
  // -------------------------

  private List<Operand> split(List<Operand> atoms, List<Integer> out) {
    List<List<Operand>> groups = new ArrayList<>();
    List<Operand> free = new ArrayList<>();
    for (Operand atom : atoms) {
      List<Integer> summed = summed(atom, out);
      if (summed.isEmpty()) {
        free.add(atom);
        continue;
      }
      List<Operand> joined = new ArrayList<>(List.of(atom));
      for (List<Operand> group : List.copyOf(groups)) {
        if (group.stream().anyMatch(o -> o.letters.stream().anyMatch(summed::contains))) {
          groups.remove(group);
          joined.addAll(0, group);
        }
      }
      groups.add(joined);
    }
    if (groups.size() + free.size() < 2) {
      return atoms;
    }
    for (List<Operand> group : groups) {
      List<Integer> kept = new ArrayList<>(new LinkedHashSet<>(out));
      kept.removeIf(l -> group.stream().noneMatch(o -> o.letters.contains(l)));
      Shape shape = letters.shape(kept);
      Expr core = intern(Rational.ONE, FactorOrder.of(group, kept), kept, shape);
      free.add(new Operand(core, kept, Rational.ONE));
    }
    return gather(free);
  }

  private List<Integer> summed(Operand atom, List<Integer> out) {
    List<Integer> summed = new ArrayList<>();
    for (Integer letter : atom.letters) {
      if (!out.contains(letter) && !letters.size(letter).isOne()) {
        summed.add(letter);
      }
    }
    return summed;
  }

  // --- 6: a core, and a view around it
  // --------------------------------------------------------------

  private Expr finish(List<Operand> atoms, List<Integer> out, Shape shape) {
    boolean summed = false;
    for (Operand atom : atoms) {
      summed |= !summed(atom, out).isEmpty();
    }
    boolean plain = coefficient.isOne() && Letters.isDistinct(out);
    for (Integer letter : out) {
      plain = plain && carries(atoms, letter);
    }
    if (atoms.size() <= 1 && !summed || plain) {
      return intern(coefficient, atoms, out, shape);
    }
    List<Integer> kept = new ArrayList<>();
    for (Integer letter : out) {
      if (carries(atoms, letter) && !kept.contains(letter)) {
        kept.add(letter);
      }
    }
    Shape inner = letters.shape(kept);
    Expr core = intern(Rational.ONE, atoms, kept, inner);
    return intern(coefficient, List.of(new Operand(core, kept, Rational.ONE)), out, shape);
  }

  private static Expr intern(
      Rational coefficient, List<Operand> atoms, List<Integer> out, Shape shape) {
    if (atoms.size() == 1
        && coefficient.isOne()
        && atoms.get(0).power.isOne()
        && atoms.get(0).letters.equals(out)
        && Letters.isDistinct(out)) {
      return atoms.get(0).value;
    }
    List<Integer> numbers = new ArrayList<>();
    List<Head.Factor> factors = new ArrayList<>();
    List<Expr> args = new ArrayList<>();
    for (Operand atom : atoms) {
      factors.add(new Head.Factor(Letters.renumber(atom.letters, numbers), atom.power));
      args.add(atom.value);
    }
    Head head = new Head.Einsum(coefficient, List.copyOf(factors), Letters.renumber(out, numbers));
    return Interner.intern(head, args, shape);
  }

  private static boolean carries(List<Operand> atoms, Integer letter) {
    for (Operand atom : atoms) {
      if (atom.letters.contains(letter)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasNumber(List<Operand> atoms) {
    for (Operand atom : atoms) {
      if (atom.letters.isEmpty() && atom.value.constant() != null) {
        return true;
      }
    }
    return false;
  }
}
