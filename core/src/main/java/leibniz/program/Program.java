package leibniz.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// Steps from inputs to results. Each step uses inputs and earlier steps only.
///
/// @param inputs what must be given, in the order it was declared
/// @param steps in the order in which they are computed
/// @param results what was asked for, each an input or the node of a step, in the order it was
///   asked for
/// @param fixed the sizes that must have a value, as where a loop of the program was followed
public record Program(
    List<Input> inputs, List<Step> steps, List<Root> results, SortedMap<String, Long> fixed) {

  /// A program for any sizes.
  public Program(List<Input> inputs, List<Step> steps, List<Root> results) {
    this(inputs, steps, results, new TreeMap<>());
  }

  /// Takes copies.
  public Program {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    results = List.copyOf(results);
    fixed = Collections.unmodifiableSortedMap(new TreeMap<>(fixed));
  }

  /// The size symbols of the inputs and of all that is computed, ordered.
  public SortedSet<String> symbols() {
    Set<Expr> given = new HashSet<>();
    inputs.forEach(i -> given.add(i.node()));
    List<Expr> tops = new ArrayList<>(given);
    steps.forEach(s -> tops.add(s.node()));
    SortedSet<String> symbols = new TreeSet<>();
    for (Expr node : Graph.inOrder(tops, n -> given.contains(n) ? List.of() : n.args())) {
      symbols.addAll(node.shape().symbols());
      if (node.head() instanceof Head.Num(Head.Constant.Size(Dim size))) {
        symbols.addAll(size.symbols());
      }
    }
    return symbols;
  }

  /// A value that is given: a variable, mostly, or any expression whose value is at hand.
  public record Input(Name name, Expr node) {
    public Shape shape() {
      return node.shape();
    }

    /// Whether it holds whole numbers or truth values, which libraries keep apart.
    public boolean isWhole() {
      return isTruth()
          || node.head() instanceof Head.Var v && v.properties().contains(Head.Property.WHOLE);
    }

    /// Whether it holds truth values.
    public boolean isTruth() {
      return node.head() instanceof Head.Var v && v.properties().contains(Head.Property.TRUTH);
    }
  }

  /// One assignment.
  ///
  /// @param target the name it gives
  /// @param node what it computes, down to the expressions that have a value by then
  /// @param axes what the axes are axes of, where the value is a derivative
  public record Step(Name target, Expr node, @Nullable Axes axes) {
    public Shape shape() {
      return node.shape();
    }
  }

  /// What is asked for.
  ///
  /// @param name what it is called
  /// @param axes what the axes are axes of, where it is a derivative
  public record Root(Name name, Expr node, @Nullable Axes axes) {
    public Root(Name name, Expr node) {
      this(name, node, null);
    }
  }
}
