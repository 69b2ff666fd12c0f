package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.blas.Operand;
import leibniz.ir.Expr;
import leibniz.ir.Head;

/// A product of one factor with one-hot factors: entries of it are picked by position, or added up
/// by position. The one-hot factors never exist.
///
/// @param base the number of the other factor
/// @param indices the numbers of the one-hot factors
record Pick(int base, List<Integer> indices) {

  /// How a product is one; nothing where it is not.
  static Optional<Pick> of(Nodes nodes, Expr node) {
    if (nodes.isGiven(node)
        || !(node.head() instanceof Head.Einsum e)
        || !isDistinct(e.out())
        || !e.factors().stream().allMatch(f -> isDistinct(f.letters()))) {
      return Optional.empty();
    }
    List<Integer> indices = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int k = 0; k < node.args().size(); k++) {
      boolean isIndex = isOneHot(nodes, node.arg(k)) && e.factors().get(k).power().isOne();
      (isIndex ? indices : others).add(k);
    }
    if (indices.isEmpty() || others.size() != 1) {
      return Optional.empty();
    }
    Pick pick = new Pick(others.getFirst(), indices);
    return indices.stream().allMatch(k -> pick.points(e, k)) ? Optional.of(pick) : Optional.empty();
  }

  private static boolean isDistinct(List<Integer> letters) {
    return new LinkedHashSet<>(letters).size() == letters.size();
  }

  static boolean isOneHot(Nodes nodes, Expr value) {
    return !nodes.isGiven(value)
        && value.head() instanceof Head.Special s
        && s.op().positions() != null;
  }

  /// Whether a one-hot factor says where along one axis, of the other factor or of the result, an
  /// entry is, and nothing else has that axis.
  private boolean points(Head.Einsum e, int oneHot) {
    Integer position = e.factors().get(oneHot).letters().getLast();
    int uses = Collections.frequency(e.out(), position);
    for (Head.Factor factor : e.factors()) {
      uses += factor.letters().contains(position) ? 1 : 0;
    }
    boolean known =
        e.out().contains(position) || e.factors().get(base).letters().contains(position);
    return uses == 2 && known;
  }

  /// The step.
  ///
  /// @param from where the other factor is
  /// @param at where the positions of each one-hot factor are
  /// @param to where the result goes
  /// @param coefficient by which it is multiplied
  Step.Picks step(
      Nodes nodes,
      Expr node,
      Head.Einsum e,
      Stored from,
      List<Stored> at,
      Stored to,
      double coefficient) {
    Map<Integer, Integer> sizes = new HashMap<>(nodes.sizes(node, e));
    Set<Integer> positions = new LinkedHashSet<>();
    indices.forEach(k -> positions.add(e.factors().get(k).letters().getLast()));
    List<Integer> letters = new ArrayList<>(sizes.keySet());
    letters.removeAll(positions);
    letters.removeIf(l -> Lookup.in(sizes, l) == 1);
    letters.sort((a, b) -> stride(e.out(), to, b) - stride(e.out(), to, a));
    List<Step.Position> pointed = new ArrayList<>();
    for (int k = 0; k < at.size(); k++) {
      List<Integer> own = e.factors().get(indices.get(k)).letters();
      Integer position = own.getLast();
      pointed.add(
          new Step.Position(
              operand(own.subList(0, own.size() - 1), at.get(k), letters),
              Lookup.in(sizes, position),
              stride(e.factors().get(base).letters(), from, position),
              stride(e.out(), to, position)));
    }
    return new Step.Picks(
        letters.stream().mapToInt(l -> Lookup.in(sizes, l)).toArray(),
        operand(e.out(), to, letters),
        operand(e.factors().get(base).letters(), from, letters),
        pointed,
        (int) nodes.count(node),
        e.factors().get(base).power().doubleValue(),
        coefficient * e.coefficient().doubleValue());
  }

  /// A one-hot factor that others need the entries of: ones, added up by position.
  ///
  /// @param one where a one is
  static Step.Picks whole(Nodes nodes, Expr oneHot, Stored one, Stored at, Stored to) {
    int[] shape = nodes.shape(oneHot);
    int last = shape.length - 1;
    Step.Position position =
        new Step.Position(
            new Operand(at.array(), at.offset(), at.strides()), shape[last], 0, to.strides()[last]);
    return new Step.Picks(
        Arrays.copyOf(shape, last),
        new Operand(to.array(), to.offset(), Arrays.copyOf(to.strides(), last)),
        new Operand(one.array(), one.offset(), new int[last]),
        List.of(position),
        (int) nodes.count(oneHot),
        1,
        1);
  }

  private static int stride(List<Integer> axes, Stored stored, Integer letter) {
    int axis = axes.indexOf(letter);
    return axis < 0 ? 0 : stored.strides()[axis];
  }

  private static Operand operand(List<Integer> axes, Stored stored, List<Integer> letters) {
    int[] strides = letters.stream().mapToInt(l -> stride(axes, stored, l)).toArray();
    return new Operand(stored.array(), stored.offset(), strides);
  }
}
