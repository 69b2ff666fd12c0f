package leibniz.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.kernel.Access;
import leibniz.kernel.Function;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;
import leibniz.op.LogSumExp;
import leibniz.program.Program;
import org.jspecify.annotations.Nullable;

/// Turns a program into steps over numbered arrays.
///
/// The arrays are numbered: first the inputs, then the results, then what is in between.
final class Planner {
  private final Nodes nodes;
  private final Choice choice;
  private final AxisOrder order;
  private final Map<Expr, Stored> stored = new IdentityHashMap<>();
  private final Draft draft = new Draft();
  private final Map<Expr, Stored> results = new IdentityHashMap<>();

  private Planner(Program program, ToLongFunction<String> sizes) {
    nodes = new Nodes(program, sizes);
    List<Expr> roots = program.results().stream().map(Program.Root::node).toList();
    choice = new Choice(nodes, roots);
    order = new AxisOrder(nodes, Set.copyOf(roots), node -> choice.pair(node) != null);
    for (Program.Input input : program.inputs()) {
      int[] shape = input.shape().at(sizes);
      stored.put(input.node(), draft.array(shape));
    }
    for (Program.Root root : program.results()) {
      Stored result = draft.array(nodes.shape(root.node()));
      results.putIfAbsent(root.node(), result);
    }
  }

  static Draft of(Program program, ToLongFunction<String> sizes) {
    Planner planner = new Planner(program, sizes);
    for (Expr node : planner.nodes.order()) {
      if (planner.choice.isStored(node) && !planner.stored.containsKey(node)) {
        planner.compute(node);
      }
    }
    planner.copies(program);
    planner.name(program);
    return planner.draft;
  }

  // --- arrays
  // -------------------------------------------------------------------------------------

  /// Where a node's value goes: its result's array, or a new one.
  private Stored target(Expr node) {
    Stored result = results.get(node);
    return result != null ? result : draft.array(nodes.shape(node), order.strides(node));
  }

  /// The array of a node, or of what it is a view of; null if it is computed in place.
  @Nullable Stored where(Expr node) {
    Stored known = stored.get(node);
    if (known != null || !nodes.isView(node)) {
      return known;
    }
    Stored inner = where(node.arg(0));
    return inner == null ? null : nodes.seen(node, inner);
  }

  private Stored array(Expr node) {
    return Objects.requireNonNull(where(node), "an argument without an array");
  }

  // --- values
  // -------------------------------------------------------------------------------------

  private void compute(Expr node) {
    if (nodes.isPointwise(node)) {
      Stored target = target(node);
      pointwise(node, target);
      stored.put(node, target);
      return;
    }
    switch (node.head()) {
      case Head.Einsum e -> sum(node, e);
      case Head.Special s -> special(node, s);
      case Head.Var _, Head.Num _, Head.Sum _, Head.Map _ ->
          throw new IllegalStateException("neither pointwise nor a sum: " + node);
    }
  }

  private void special(Expr node, Head.Special s) {
    Specials specials = new Specials(nodes, this::where, this::target, draft);
    Optional<Softmax> softmax =
        s.op() instanceof LogSumExp
            ? Softmax.of(nodes, node, choice::isStored, results::containsKey)
            : Optional.empty();
    if (softmax.isEmpty()) {
      stored.put(node, specials.compute(s.op(), node));
      return;
    }
    Stored to = target(softmax.get().node());
    Stored total = specials.softmax(node, softmax.get(), to);
    stored.put(softmax.get().node(), to);
    if (total != null) {
      stored.put(node, total);
    }
  }

  /// The loops of a pointwise node: one for each diagonal on which something lives, coarser ones
  /// first. A diagonal is overwritten with all that lives on it: to add to entries that have just
  /// been written takes longer than to compute them again.
  private void pointwise(Expr node, Stored target) {
    int[] shape = nodes.shape(node);
    List<Loop> loops = new ArrayList<>();
    int rows = 1;
    List<Terms.Group> groups = Terms.of(nodes, node, e -> where(e) != null);
    if (!groups.getFirst().isWhole()) {
      groups = new ArrayList<>(groups);
      groups.add(0, Terms.zeros(shape.length));
    }
    for (int k = 0; k < groups.size(); k++) {
      Terms.Group group = groups.get(k);
      Axes axes = new Axes(shape, group.diagonal(), target.strides());
      boolean adds = !groups.subList(0, k).stream().allMatch(group::isWithin);
      Body body = new Body();
      Emitter emitter = new Emitter(nodes, e -> e == node ? null : where(e), axes.inner(), body);
      int result = -1;
      for (Terms.Group part : groups.subList(adds ? k : 0, k + 1)) {
        result = part.write(emitter, axes.loopAxis(), result);
      }
      List<Op> lines = body.ending(result < 0 ? body.constant(0) : result);
      Access to = target.access(axes.loopAxis(), axes.inner());
      if (!group.isWhole() && lines.stream().anyMatch(Planner::isFunction)) {
        Access beside = axes.dense(draft.array(axes.shape()).array());
        loops.add(map(axes, lines, beside, false));
        lines = List.of(new Op.Load(beside));
      }
      loops.add(map(axes, lines, to, adds));
      rows = axes.rows();
    }
    draft.add(new Step.Loops(new Kernel(rows, loops, List.of())));
  }

  private static Loop map(Axes axes, List<Op> lines, Access to, boolean adds) {
    return new Loop(axes.extents(), axes.inner(), Loop.Reduction.SUM, lines, List.of(), to, adds);
  }

  /// Whether it takes so long that it pays to do several at a time, which vectors do only for
  /// entries that lie beside each other.
  private static boolean isFunction(Op line) {
    return line instanceof Op.Apply(Function function, int _, int _, int _) && !function.isCheap();
  }

  // --- sums
  // ---------------------------------------------------------------------------------------

  private void sum(Expr node, Head.Einsum e) {
    Destination to = destination(node);
    Pair pair = choice.pair(node);
    Pick pick = choice.pick(node);
    if (pick != null) {
      Stored base = array(node.arg(pick.base()));
      List<Stored> at = pick.indices().stream().map(k -> array(node.arg(k).arg(0))).toList();
      draft.add(pick.step(nodes, node, e, base, at, to.where, to.coefficient));
    } else if (pair == null) {
      new Sums(nodes, this::where, draft).add(node, e, to.where, to.coefficient);
    } else {
      new Products(nodes, this::where, draft).add(node, e, pair, to.where, to.coefficient);
    }
    if (to.coefficient == 1) {
      stored.put(node, to.where);
    }
    stored.put(to.node, to.seen);
  }

  /// Where the value of a sum goes.
  ///
  /// @param where its entries go
  /// @param coefficient by which they are multiplied on the way
  /// @param node what then has its value, the sum or a view of it
  /// @param seen where that has its entries
  private record Destination(Stored where, double coefficient, Expr node, Stored seen) {}

  /// A sum that is used by a scaled transposition alone is written there at once.
  private Destination destination(Expr node) {
    List<Expr> views = new ArrayList<>();
    Expr top = node;
    while (nodes.users(top).size() == 1
        && !results.containsKey(top)
        && isPermutation(nodes.users(top).getFirst())) {
      top = nodes.users(top).getFirst();
      views.add(top);
    }
    while (!views.isEmpty() && !choice.isStored(top)) {
      views.removeLast();
      top = views.isEmpty() ? node : views.getLast();
    }
    Stored seen = target(top);
    Stored where = seen;
    double coefficient = 1;
    for (Expr view : views.reversed()) {
      Head.Einsum e = (Head.Einsum) view.head();
      coefficient *= e.coefficient().doubleValue();
      List<Integer> letters = e.factors().getFirst().letters();
      int[] strides = new int[letters.size()];
      for (int axis = 0; axis < strides.length; axis++) {
        int at = e.out().indexOf(letters.get(axis));
        strides[axis] = at < 0 ? 0 : where.strides()[at];
      }
      where = new Stored(where.array(), where.offset(), strides);
    }
    return new Destination(where, coefficient, top, seen);
  }

  private boolean isPermutation(Expr view) {
    return nodes.isScaledView(view)
        && view.head() instanceof Head.Einsum e
        && nodes.count(view) == nodes.count(view.arg(0))
        && e.factors().getFirst().letters().stream().distinct().count()
            == e.factors().getFirst().letters().size();
  }

  // --- results
  // ------------------------------------------------------------------------------------

  /// Results that are inputs, or are asked for twice.
  private void copies(Program program) {
    int array = program.inputs().size();
    for (Program.Root root : program.results()) {
      int[] shape = nodes.shape(root.node());
      Stored from = stored.get(root.node());
      if (from == null) {
        throw new IllegalStateException("never computed: " + root.name());
      }
      if (from.array() != array) {
        draft.copy(from, Stored.dense(array, shape), shape);
      }
      array++;
    }
  }

  private void name(Program program) {
    for (Program.Step step : program.steps()) {
      Stored value = stored.get(step.node());
      if (value != null) {
        draft.names().put(value.array(), step.target().toString());
      }
    }
    int array = 0;
    for (Program.Input input : program.inputs()) {
      draft.names().put(array++, input.name().toString());
    }
    for (Program.Root root : program.results()) {
      draft.names().put(array++, root.name().toString());
    }
  }
}
