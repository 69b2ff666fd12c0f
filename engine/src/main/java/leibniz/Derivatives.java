package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.program.Linearize;
import leibniz.program.Program;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;

/// Values and derivatives to be run: found as [Leibniz#derive] finds them, and neither verified nor
/// written out.
///
/// @param inputs of the program, in its order
/// @param roots what was asked for, in that order; by inputs first, then by computed values
/// @param sizes the values of size symbols that are known
public record Derivatives(
    List<Expr> inputs, List<Program.Root> roots, SortedMap<String, Long> sizes) {

  /// Takes copies of the lists.
  public Derivatives {
    inputs = List.copyOf(inputs);
    roots = List.copyOf(roots);
  }

  /// The derivatives that are asked for.
  public static Derivatives of(Request request) {
    List<Program.Root> roots = new ArrayList<>();
    List<Question> questions = Question.all(Parser.parse(request.source()), request);
    for (Question question : questions) {
      Expr output = simple(question.free().output(request.layout()));
      List<Orders.Shared> found = Orders.unmeasured(question, request, output).shared();
      for (int k = 0; k < found.size(); k++) {
        Expr value = computed(found.get(k).derivative(), question.script());
        Name name = question.called(question.names(k));
        roots.add(new Program.Root(name, value, found.get(k).axes()));
      }
    }
    Script script = questions.getFirst().script();
    return new Derivatives(inputs(script), roots, script.sizes());
  }

  /// The value of what [Request#of] names.
  public static Derivatives value(Request request) {
    Module program = Parser.parse(request.source());
    Script script = Trace.of(program, new Options(request.sizes(), Set.of()));
    Definition output = Question.output(script, request.of());
    Program.Root root = new Program.Root(output.name(), simple(output.value()));
    return new Derivatives(inputs(script), List.of(root), script.sizes());
  }

  /// The values of all names of the program, as they are in the end.
  public static Derivatives values(Request request) {
    Script script =
        Trace.of(Parser.parse(request.source()), new Options(request.sizes(), Set.of()));
    List<Definition> values =
        script.definitions().stream()
            .filter(d -> d.kind() == Definition.Kind.VALUE && d.last())
            .toList();
    List<Expr> simple = Simplify.of(values.stream().map(Definition::value).toList()).expressions();
    List<Program.Root> roots = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      roots.add(new Program.Root(values.get(k).name(), simple.get(k)));
    }
    return new Derivatives(inputs(script), roots, script.sizes());
  }

  /// These and others of the same program.
  public Derivatives and(Derivatives others) {
    List<Program.Root> all = new ArrayList<>(roots);
    all.addAll(others.roots);
    Set<Expr> given = new LinkedHashSet<>(inputs);
    given.addAll(others.inputs);
    return new Derivatives(List.copyOf(given), all, sizes);
  }

  private static List<Expr> inputs(Script script) {
    return script.inputs().stream().filter(d -> d.was() == null).map(Definition::value).toList();
  }

  /// The derivative by a value that the program computes is found with that value as an input: here
  /// it is what it is.
  private static Expr computed(Expr derivative, Script script) {
    Map<Expr, Expr> computed = new HashMap<>();
    for (Definition d : script.inputs()) {
      if (d.was() != null) {
        computed.put(d.value(), d.was());
      }
    }
    return computed.isEmpty() ? derivative : derivative.substitute(computed);
  }

  private static Expr simple(Expr e) {
    return Simplify.of(List.of(e)).expressions().getFirst();
  }

  /// All of it as steps: what the results share is computed once.
  public Program program() {
    return Linearize.of(inputs, roots, new Names(Map.of()), sizes);
  }

  /// How many multiplications and additions it takes where every product is multiplied from left to
  /// right, as it was derived.
  ///
  /// @param sizes a value for each size symbol
  public double leftToRight(Map<String, Long> sizes) {
    double total = 0;
    for (Expr node : Expr.inOrder(roots.stream().map(Program.Root::node).toList())) {
      total +=
          node.head() instanceof Head.Einsum e ? leftToRight(node, e, sizes) : entries(node, sizes);
    }
    return total;
  }

  private static double entries(Expr node, Map<String, Long> sizes) {
    double entries = 1;
    for (int size : node.shape().at(sizes::get)) {
      entries *= size;
    }
    return node.head() instanceof Head.Sum s ? entries * s.coefficients().size() : entries;
  }

  private static double leftToRight(Expr node, Head.Einsum e, Map<String, Long> sizes) {
    Map<Integer, Double> dims = new HashMap<>();
    for (int k = 0; k < node.args().size(); k++) {
      int[] shape = node.arg(k).shape().at(sizes::get);
      for (int axis = 0; axis < shape.length; axis++) {
        dims.merge(e.factors().get(k).letters().get(axis), (double) shape[axis], Math::max);
      }
    }
    double total = 0;
    Set<Integer> letters = new LinkedHashSet<>();
    for (int k = 0; k < node.args().size(); k++) {
      letters.addAll(e.factors().get(k).letters());
      double points = letters.stream().mapToDouble(dims::get).reduce(1, (a, b) -> a * b);
      Set<Integer> needed = new LinkedHashSet<>(e.out());
      e.factors().subList(k + 1, e.factors().size()).forEach(f -> needed.addAll(f.letters()));
      boolean sums = !needed.containsAll(letters);
      total += (k > 0 ? points : 0) + (sums ? points : 0);
      letters.retainAll(needed);
    }
    return total;
  }
}
