package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Constants;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;

/// Decides which parts of a formula get a name of their own. An expression is a graph; as text it
/// can be exponentially longer, and thousands of levels deep. As long as the text stays readable
/// nothing is named but arguments that must stand without indices.
final class Locals {
  /// What may stand in one formula when nothing is named.
  private static final Measure WHOLE = new Measure(60, 24);

  /// What may stand in one part once parts are named.
  private static final Measure PART = new Measure(24, 8);

  /// From which size on a part that is used twice is worth a name.
  private static final int SHARED = 4;

  private static final int ENOUGH = 1 << 20;

  /// How many atoms there are to read, in how many levels.
  private record Measure(int size, int depth) {
    boolean exceeds(Measure limit) {
      return size > limit.size || depth > limit.depth;
    }
  }

  private final Expr root;
  private final Known known;
  private final List<Expr> order; // what is looked into or written, arguments first
  private final Map<Expr, Integer> uses = new HashMap<>();
  private final Set<Expr> forced = new HashSet<>();

  private Locals(Expr root, Known known) {
    this.root = root;
    this.known = known;
    List<Expr> roots = new ArrayList<>(known.arguments());
    roots.add(root);
    List<Expr> all = Expr.inOrder(roots);
    uses.put(root, 1);
    for (Expr node : all.reversed()) {
      if (uses.containsKey(node)) {
        below(node).forEach(e -> uses.merge(e, 1, Integer::sum));
        bare(node).stream().filter(e -> !Whole.fits(e, known)).forEach(forced::add);
      }
    }
    order = all.stream().filter(uses::containsKey).toList();
  }

  /// The parts to be named, in an order in which each uses only earlier ones.
  static List<Expr> choose(Expr root, Known known) {
    Locals locals = new Locals(root, known);
    List<Expr> few = new ArrayList<>();
    if (!locals.measure(false, few).exceeds(WHOLE)) {
      return few;
    }
    List<Expr> many = new ArrayList<>();
    locals.measure(true, many);
    return many;
  }

  /// What must be written in order to write the node.
  private List<Expr> below(Expr node) {
    if (known.symbol(node) instanceof Symbol.Applied a) {
      return List.of(a.argument());
    }
    return isOpaque(node) ? List.of() : node.args();
  }

  /// What stands in the node without its last indices.
  private List<Expr> bare(Expr node) {
    if (known.symbol(node) != null
        || !(node.head() instanceof Head.Special s)
        || Constants.of(node) != null) {
      return known.symbol(node) instanceof Symbol.Applied a ? List.of(a.argument()) : List.of();
    }
    return switch (s.op().notation()) {
      case Notation.Call c -> node.args();
      case Notation.Superscript c -> node.args();
      case Notation.Reindexed r -> List.of(read(node.arg(0)));
      case Notation.Windowed w -> node.args();
      case Notation.Overlapped o -> node.args();
      case Notation.Padded p -> Padding.needsName(p, node) ? List.of(read(node.arg(0))) : List.of();
      case Notation.Relation r -> List.of();
      case Notation.Bars b -> List.of();
      case Notation.Cases c -> List.of();
      case Notation.Power p -> List.of();
      case Notation.Bound b -> List.of();
      case Notation.Among a -> List.of();
      case Notation.Position p -> List.of();
      case Notation.Delta d -> List.of();
    };
  }

  /// What is read at computed indices: of axes in another order, what they are the axes of.
  private Expr read(Expr e) {
    Expr under = known.symbol(e) == null ? Whole.permuted(e) : null;
    return under == null ? e : under;
  }

  private boolean isOpaque(Expr node) {
    Known.Alias alias = known.alias(node, leibniz.ir.Rational.ONE);
    return Constants.of(node) != null
        || known.find(node) != null
        || alias != null && alias.power().isOne();
  }

  private Measure measure(boolean name, List<Expr> named) {
    Map<Expr, Measure> measures = new HashMap<>();
    Measure atom = new Measure(1, 0);
    for (Expr node : order) {
      Measure measure = atom;
      if (!isOpaque(node) || forced.contains(node)) {
        int size = 0;
        int depth = 0;
        for (Expr argument : node.args()) {
          Measure part = measures.getOrDefault(argument, atom);
          size = Math.min(ENOUGH, size + part.size);
          depth = Math.max(depth, part.depth);
        }
        measure = new Measure(Math.max(1, size), depth + 1);
        boolean unwieldy =
            measure.exceeds(PART) || uses.getOrDefault(node, 0) > 1 && size >= SHARED;
        boolean worth = name && unwieldy && !node.isView();
        if (node != root && (worth || forced.contains(node))) {
          named.add(node);
          measure = atom;
        }
      }
      measures.put(node, measure);
    }
    return measures.getOrDefault(root, atom);
  }
}
