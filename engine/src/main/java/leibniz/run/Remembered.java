package leibniz.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import leibniz.ir.Dim;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// What expressions are worth for the same inputs, asked for one after the other: what they have in
/// common is computed once, as long as there is room for it. The derivatives of a long program are
/// made of one another, so that all of them together take little more than one.
public final class Remembered {
  private static final long ROOM = 4_000_000; // entries that are kept
  private static final int MOST = 100_000; // nodes that are kept ready

  private final @Nullable Remembered base;
  private final ToLongFunction<String> sizes;
  private final Map<Expr, Step> ready; // shared by all that have the same sizes
  private final Map<Expr, Values> given;
  private final Map<Expr, Array> known = new IdentityHashMap<>();
  private final Set<Expr> own = Collections.newSetFromMap(new IdentityHashMap<>());
  private long kept; // entries of what is computed here

  private Remembered(
      @Nullable Remembered base,
      ToLongFunction<String> sizes,
      Map<Expr, Step> ready,
      Map<Expr, Values> given) {
    this.base = base;
    this.sizes = sizes;
    this.ready = ready;
    this.given = new HashMap<>(given);
  }

  /// For no inputs yet, and sizes that `sizes` gives to every symbol.
  public static Remembered at(ToLongFunction<String> sizes) {
    return new Remembered(null, sizes, new IdentityHashMap<>(), Map.of());
  }

  /// Where inputs have other values, or more have one. What does not depend on these is known from
  /// here, and the loops of every node are found once for all.
  public Remembered with(Map<Expr, Values> other) {
    return new Remembered(this, sizes, ready, other);
  }

  /// The value that an input has been given; null if it has none.
  public @Nullable Values input(Expr input) {
    Values own = given.get(input);
    return own != null || base == null ? own : base.input(input);
  }

  /// Gives an input a value, or another one.
  public void put(Expr input, Values value) {
    if (input(input) != null) {
      forget(); // nothing was computed of what had none
    }
    given.put(input, value);
  }

  private void forget() {
    known.clear();
    own.clear();
    kept = 0;
  }

  /// The value of each root.
  public Map<Expr, Values> values(Collection<Expr> roots) {
    List<Expr> nodes = Expr.inOrder(roots, known::containsKey);
    double more = entries(nodes);
    if (kept + more > ROOM) {
      forget();
      nodes = Expr.inOrder(roots);
      more = entries(nodes);
    }
    if (more > ROOM) {
      return Evaluator.of(roots, sizes).run(inputs());
    }
    Map<Expr, Values> values = new LinkedHashMap<>();
    nodes.forEach(this::array);
    roots.forEach(root -> values.put(root, array(root).values()));
    return values;
  }

  /// The value of a node whose arguments have been asked for, or are leaves that are known.
  private Array array(Expr node) {
    Array array = known.get(node);
    if (array == null) {
      array = computed(node);
      known.put(node, array);
    }
    return array;
  }

  private Map<Expr, Values> inputs() {
    Map<Expr, Values> all = new HashMap<>(base == null ? Map.of() : base.inputs());
    all.putAll(given);
    return all;
  }

  private double entries(List<Expr> nodes) {
    double entries = 0;
    for (Expr node : nodes) {
      if (!known.containsKey(node)) {
        double own = 1;
        for (Dim dim : node.shape().dims()) {
          own *= dim.at(sizes);
        }
        entries += own;
      }
    }
    return entries;
  }

  private Array computed(Expr node) {
    Values input = given.get(node);
    if (input == null && base != null && !isOfOwn(node)) {
      return base.array(node);
    }
    own.add(node);
    if (input != null) {
      return Array.of(input);
    }
    Step step = ready(node);
    Effort.spend(step.effort());
    kept += Size.count(step.shape());
    List<Array> arguments = new ArrayList<>(node.args().size());
    for (Expr argument : node.args()) {
      arguments.add(array(argument));
    }
    return step.value(arguments);
  }

  private boolean isOfOwn(Expr node) {
    for (Expr argument : node.args()) { // no stream: this is asked for every node of every point
      if (own.contains(argument)) {
        return true;
      }
    }
    return false;
  }

  private Step ready(Expr node) {
    Step step = ready.get(node);
    if (step == null) {
      if (ready.size() >= MOST) {
        ready.clear();
      }
      List<int[]> shapes = node.args().stream().map(a -> array(a).shape()).toList();
      step = Step.of(node, shapes, sizes);
      ready.put(node, step);
    }
    return step;
  }
}
