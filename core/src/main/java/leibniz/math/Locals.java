package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Constants;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import org.jspecify.annotations.Nullable;

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

  /// How often a part must stand in the text to be named there, of what size it must be, and how
  /// many atoms that must save.
  private static final int OFTEN = 3;

  private static final int SHORT = 3;
  private static final int SAVED = 8;

  /// What may be written out at shifted indices, if it is there several times or once.
  private static final int BRIEF = 3;

  private static final int BRIEF_ONCE = 8;

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
  private final Set<Expr> moved = new LinkedHashSet<>(); // what is read at computed indices

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
        shifted(node).stream().filter(e -> !Whole.fits(e, known)).forEach(moved::add);
      }
    }
    moved.stream().filter(e -> !isBrief(e)).forEach(forced::add);
    order = all.stream().filter(uses::containsKey).toList();
  }

  /// The parts to be named, in an order in which each uses only earlier ones.
  static List<Expr> choose(Expr root, Known known) {
    Locals locals = new Locals(root, known);
    List<Expr> few = new ArrayList<>();
    if (!locals.measure(Set.of(), few).exceeds(WHOLE)) {
      Set<Expr> repeated = locals.repeated();
      if (repeated.isEmpty()) {
        return few;
      }
      List<Expr> some = new ArrayList<>();
      locals.measure(repeated, some);
      return some;
    }
    List<Expr> many = new ArrayList<>();
    locals.measure(null, many);
    return many;
  }

  /// What stands so often in the text that it is better read once: `x_i − (1/N) Σ_k x_k`.
  private Set<Expr> repeated() {
    Map<Expr, Integer> sizes = new HashMap<>();
    order.forEach(node -> sizes.put(node, Math.max(1, atoms(node, sizes))));
    Map<Expr, Integer> times = new HashMap<>(Map.of(root, 1));
    Set<Expr> found = new HashSet<>();
    for (Expr node : order.reversed()) {
      int here = times.getOrDefault(node, 0);
      int size = sizes.getOrDefault(node, 1);
      if (known.isInside(node)) {
        continue; // a power of it is what has the name
      }
      if (forced.contains(node)) {
        here = 1; // has a name anyway
      }
      boolean often =
          !forced.contains(node)
              && !isWord(node)
              && here >= OFTEN
              && size >= SHORT
              && (here - 1) * (size - 1) >= SAVED;
      if (node != root && often && !node.isView()) {
        found.add(node);
        here = 1;
      }
      int each = here;
      below(node).forEach(a -> times.merge(a, each, (p, q) -> Math.min(ENOUGH, p + q)));
    }
    return found;
  }

  /// Whether it is a product of names, which is read at once: `A B x`.
  private boolean isWord(Expr node) {
    return binds(node) && node.args().stream().allMatch(a -> Whole.fits(a, known));
  }

  private static boolean binds(Expr node) {
    return node.head() instanceof Head.Einsum e
        && e.factors().stream().anyMatch(f -> !e.out().containsAll(f.letters()));
  }

  private int atoms(Expr node, Map<Expr, Integer> sizes) {
    int size = 0;
    for (Expr argument : isOpaque(node) ? List.<Expr>of() : node.args()) {
      int own = forced.contains(argument) ? 1 : sizes.getOrDefault(argument, 1);
      size = Math.min(ENOUGH, size + own);
    }
    return !isOpaque(node) && binds(node) ? size + 1 : size; // a sum is to be read, too
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
      case Notation.Superscript c -> known.multiple(node.arg(0)) != null ? List.of() : node.args();
      case Notation.Reindexed r -> List.of();
      case Notation.Windowed w -> List.of();
      case Notation.Overlapped o -> List.of();
      case Notation.Padded p -> Padding.isSpread(p) ? named(p, node) : List.of();
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

  /// What the node reads at computed indices, `x_(i+1)`.
  private List<Expr> shifted(Expr node) {
    if (known.symbol(node) != null
        || !(node.head() instanceof Head.Special s)
        || Constants.of(node) != null) {
      return List.of();
    }
    return switch (s.op().notation()) {
      case Notation.Reindexed r -> List.of(read(node.arg(0)));
      case Notation.Windowed w -> List.of(read(node.arg(0)));
      case Notation.Overlapped o -> List.of(read(node.arg(0)));
      case Notation.Padded p -> Padding.isSpread(p) ? List.of() : named(p, node);
      case Notation.Call c -> List.of();
      case Notation.Superscript c -> List.of();
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

  private List<Expr> named(Notation.Padded p, Expr node) {
    return Padding.needsName(p, node) ? List.of(read(node.arg(0))) : List.of();
  }

  /// Whether what is read at computed indices can be written out there.
  private boolean isBrief(Expr e) {
    int size = size(e, BRIEF_ONCE);
    return size <= BRIEF || size <= BRIEF_ONCE && uses.getOrDefault(e, 0) == 1;
  }

  /// Whether it is a sum with conditions, which is long however short it is.
  private static boolean operates(Expr e) {
    return e.head() instanceof Head.Special s
        && (s.op().notation() instanceof Notation.Overlapped
            || s.op().notation() instanceof Notation.Among);
  }

  /// The number of atoms, as far as it is not more than `most`.
  private int size(Expr e, int most) {
    if (isOpaque(e) || e.args().isEmpty()) {
      return 1;
    }
    int size = operates(e) ? BRIEF : 0;
    for (Expr argument : e.args()) {
      size += size <= most ? size(argument, most - size) : 0;
    }
    return Math.max(1, size);
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

  /// @param worth what gets a name; null for whatever is unwieldy
  private Measure measure(@Nullable Set<Expr> worth, List<Expr> named) {
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
        boolean chosen = worth == null ? unwieldy && !node.isView() : worth.contains(node);
        if (node != root && (chosen || forced.contains(node))) {
          named.add(node);
          measure = atom;
        }
      }
      measures.put(node, measure);
    }
    return measures.getOrDefault(root, atom);
  }
}
