package leibniz.steps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Product;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import org.jspecify.annotations.Nullable;

/// The lines of a program through which a result depends on variables, each as a function of the
/// names it uses.
///
/// @param lines in the order of the program
/// @param variables the inputs, by their expressions
/// @param names what the symbols of the lines, their local values and the inputs are called
record Path(List<Line> lines, Map<Expr, Definition> variables, Map<Expr, Name> names) {

  /// A line: its definition, its value over the names it uses, and which of those names lead to the
  /// variables.
  ///
  /// @param symbol the variable that stands for this line's value in later lines
  /// @param local the value, with earlier lines as variables
  /// @param simple the same, simplified
  /// @param uses the symbols of lines and variables it depends on that lead to the variables
  record Line(Definition definition, Expr symbol, Expr local, Expr simple, List<Expr> uses) {}

  static Path of(Script script, Definition result, List<Definition> variables) {
    Map<Expr, Definition> inputs = new LinkedHashMap<>();
    variables.forEach(v -> inputs.put(v.value(), v));
    Set<Expr> below = new HashSet<>(result.value().inOrder());
    Set<Expr> active = new HashSet<>(inputs.keySet());
    List<Expr> values = script.definitions().stream().map(Definition::value).toList();
    for (Expr node : Expr.inOrder(values)) {
      if (node.args().stream().anyMatch(active::contains)) {
        active.add(node);
      }
    }
    Map<Expr, Expr> symbols = new IdentityHashMap<>();
    List<Line> lines = new ArrayList<>();
    Map<Expr, Name> names = new IdentityHashMap<>();
    script.inputs().forEach(input -> names.put(input.value(), input.name()));
    for (Definition definition : script.definitions()) {
      Expr value = definition.value();
      if (!active.contains(value)
          || !below.contains(value) && !below.contains(core(value))
          || inputs.containsKey(value)
          || symbols.containsKey(value)) {
        continue; // not on the way, or another name for what has one
      }
      Expr local = open(value, symbols);
      List<Expr> uses = new ArrayList<>();
      for (Expr node : local.inOrder()) {
        if (inputs.containsKey(node) || names.containsKey(node) && active(node, lines)) {
          uses.add(node);
        }
      }
      Expr symbol = Build.var(definition.name().identifier(), value.shape());
      symbols.put(value, symbol);
      inside(value, symbol, symbols);
      names.put(symbol, definition.name());
      Expr simple = Simplify.of(List.of(local)).expressions().get(0);
      names.put(local, definition.name());
      names.put(simple, definition.name());
      lines.add(new Line(definition, symbol, local, simple, uses));
      if (value == result.value()) {
        break;
      }
    }
    return new Path(lines, inputs, names);
  }

  /// Whether a symbol stands for a line on the way.
  private static boolean active(Expr node, List<Line> lines) {
    return lines.stream().anyMatch(line -> line.symbol() == node);
  }

  /// A value with axes of size 1, such as a sum with keepdims, is a view of a node without them,
  /// and it is that node which later lines contain.
  private static void inside(Expr value, Expr symbol, Map<Expr, Expr> symbols) {
    Expr core = core(value);
    if (core == value || core.head() instanceof Head.Var) {
      return;
    }
    Expr back = unview(value, symbol);
    if (back != null && back.shape().equals(core.shape())) {
      symbols.putIfAbsent(core, back);
    }
  }

  private static Expr core(Expr value) {
    return value.isView() && value.args().size() == 1 ? value.arg(0) : value;
  }

  /// What a view is a view of, from a variable that stands for the view; null if it loses entries
  /// or changes them otherwise than by a factor.
  private static @Nullable Expr unview(Expr view, Expr symbol) {
    Head.Einsum e = (Head.Einsum) view.head();
    Head.Factor factor = e.factors().get(0);
    boolean plain =
        factor.power().isOne()
            && !e.coefficient().isZero()
            && new HashSet<>(e.out()).size() == e.out().size()
            && new HashSet<>(factor.letters()).size() == factor.letters().size();
    for (int axis = 0; axis < e.out().size(); axis++) {
      plain &=
          factor.letters().contains(e.out().get(axis)) || view.shape().get(axis).isOne();
    }
    if (!plain) {
      return null;
    }
    Product product = Product.of(e.coefficient().inverse()).times(symbol, e.out());
    return product.letters(factor.letters(), view.arg(0).shape()).out(factor.letters());
  }

  /// The value with the values of earlier lines as variables.
  private static Expr open(Expr value, Map<Expr, Expr> symbols) {
    Map<Expr, Expr> done =
        Expr.rewrite(
            List.of(value),
            node -> node != value && symbols.containsKey(node),
            (node, args) -> {
              List<Expr> opened = new ArrayList<>();
              for (Expr argument : args) {
                opened.add(symbols.getOrDefault(argument, argument));
              }
              return Build.like(node, opened);
            });
    return done.getOrDefault(value, value);
  }
}
