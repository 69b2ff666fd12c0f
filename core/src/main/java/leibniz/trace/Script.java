package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// A program as expressions.
///
/// @param definitions one for every input and every assignment of a tensor to a top-level name, in
///   the order of the program
/// @param sizes the values the program or the options give to size symbols
/// @param fixed the size symbols whose values decided how the program goes on, as where a loop runs
///   so often: what was read holds for these values alone
/// @param assumptions what was taken for granted, a sentence each: values of sizes that had none,
///   and which of two is the smaller
/// @param result what the last statement defines or is, the default output; null if there is none
/// @param lines the top-level statements
/// @param problems what could not be read; empty when the program came from [Trace#of]
public record Script(
    Source source,
    List<Definition> definitions,
    SortedMap<String, Long> sizes,
    Set<String> fixed,
    List<String> assumptions,
    @Nullable Definition result,
    List<Line> lines,
    List<Problem> problems) {

  /// A top-level statement with what it defines.
  ///
  /// @param text its source, as written
  public record Line(Span span, String text, List<Definition> definitions) {
    /// Takes a copy of the list.
    public Line {
      definitions = List.copyOf(definitions);
    }

    /// The text, and the shapes as a comment.
    @Override
    public String toString() {
      return definitions.isEmpty()
          ? text
          : text
              + "  # "
              + definitions.stream()
                  .map(d -> d.value().shape().toString())
                  .collect(Collectors.joining(", "));
    }
  }

  /// Takes copies.
  public Script {
    definitions = List.copyOf(definitions);
    sizes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
    fixed = Set.copyOf(fixed);
    assumptions = List.copyOf(assumptions);
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /// What a reference stands for: `q` the last value of the name, `h@2` the second, `W[0]` one
  /// tensor of a list, `W` all of them, `params['W1']` or `params_W1` one of a dict. Empty if the
  /// program defines nothing of that name.
  public List<Definition> find(String reference) {
    String wanted = Reference.plain(reference);
    List<Definition> exact =
        definitions.stream().filter(d -> d.name().toString().equals(wanted)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    return definitions.stream()
        .filter(d -> d.last() && d.name().toString().startsWith(wanted + "["))
        .toList();
  }

  /// What a reference stands for where it is differentiated by: an input, though the program gives
  /// its name to other values later; else as in [#find].
  public List<Definition> variables(String reference) {
    String first = Reference.plain(reference) + "@1";
    List<Definition> inputs =
        inputs().stream().filter(d -> d.name().toString().equals(first)).toList();
    return inputs.isEmpty() ? find(reference) : inputs;
  }

  /// The values without which what was read is not what the program says.
  public SortedMap<String, Long> needed() {
    SortedMap<String, Long> needed = new TreeMap<>(sizes);
    needed.keySet().retainAll(fixed);
    return needed;
  }

  /// The program with more inputs, which come last.
  public Script with(List<Definition> more) {
    List<Definition> all = new ArrayList<>(definitions);
    all.addAll(more);
    return new Script(source, all, sizes, fixed, assumptions, result, lines, problems);
  }

  /// The program without what is declared to bind the entries of these inputs to one another, such
  /// as symmetry or rows that sum to 1: a derivative by an input varies each of its entries freely.
  public Script free(Set<Name> inputs) {
    Map<Expr, Expr> freed = new LinkedHashMap<>();
    for (Definition input : inputs()) {
      if (inputs.contains(input.name()) && input.value().head() instanceof Head.Var v) {
        Head.Property[] rest =
            v.properties().stream().filter(p -> !p.binds()).toArray(Head.Property[]::new);
        freed.put(input.value(), Build.var(v.name(), input.value().shape(), rest));
      }
    }
    List<Expr> values = new ArrayList<>();
    for (Definition d : definitions) {
      values.add(d.value());
      if (d.was() != null) {
        values.add(d.was());
      }
    }
    Map<Expr, Expr> done =
        Expr.rewrite(
            values,
            (node, args) -> {
              Expr other = freed.get(node);
              return other != null ? other : Build.like(node, args);
            });
    UnaryOperator<Definition> free = d -> d.with(e -> done.getOrDefault(e, e));
    return new Script(
        source,
        definitions.stream().map(free).toList(),
        sizes,
        fixed,
        assumptions,
        result == null ? null : free.apply(result),
        lines.stream()
            .map(line ->
                new Line(line.span, line.text, line.definitions.stream().map(free).toList()))
            .toList(),
        problems);
  }

  /// What comes from outside, in the order of the program.
  public List<Definition> inputs() {
    return definitions.stream().filter(d -> d.kind() == Definition.Kind.INPUT).toList();
  }

  /// The program with the shape of every line.
  @Override
  public String toString() {
    String values =
        sizes.isEmpty()
            ? ""
            : sizes.entrySet().stream()
                .map(Map.Entry::toString)
                .collect(Collectors.joining(", ", "# ", "\n"));
    return values + lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
