package leibniz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.code.Call;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Source;
import leibniz.program.Program;
import leibniz.python.Parser;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;

/// What a printed function means: its text is read as any other program is, by a reader that shares
/// nothing with the writers.
///
/// @param results what it returns, over inputs of its own
/// @param given for what the program is given the input it is; there may be several for one, as a
///   line and what it computes
/// @param sizes the values for which it was read, if it was so
record Reread(List<Expr> results, Map<Expr, Expr> given, Map<String, Long> sizes) {

  /// Takes copies.
  Reread {
    results = List.copyOf(results);
    given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    sizes = Map.copyOf(sizes);
  }

  /// Reads a function.
  ///
  /// @param function the text, with what it imports
  /// @param call how it is called
  /// @param sizes values for sizes, if it is to be read for these alone
  /// @throws leibniz.ir.LeibnizException if it is not understood
  static Reread of(
      String name, String function, Call call, Program program, Map<String, Long> sizes) {
    StringBuilder text = new StringBuilder(function).append("\n\n");
    Map<Expr, String> given = new LinkedHashMap<>();
    List<String> arguments = new ArrayList<>(arguments(program.inputs(), text, given));
    call.sizes()
        .forEach((keyword, symbol) -> {
          String carrier = "size_" + arguments.size();
          text.append(carrier).append(": (").append(symbol).append(",)\n");
          arguments.add(keyword + "=" + carrier + ".shape[0]");
        });
    int count = program.results().size();
    text.append(numbered("value_", count)).append(" = ").append(name);
    text.append('(').append(String.join(", ", arguments)).append(")\n");
    for (int k = 0; k < count; k++) {
      boolean number = program.results().get(k).node().rank() == 0; // of Python, perhaps
      text.append(
          (number ? "result_%d = np.full((), value_%d)\n" : "result_%d = value_%d\n")
              .formatted(k, k));
    }
    Source source = new Source("printed.py", text.toString());
    Script script = Trace.of(Parser.parse(source), new Options(sizes, Set.of()));
    Map<String, Expr> inputs = new HashMap<>();
    script.inputs().forEach(input -> inputs.put(input.name().toString(), input.value()));
    Map<Expr, Expr> over = new LinkedHashMap<>();
    given.forEach((node, input) -> over.put(node, Objects.requireNonNull(inputs.get(input))));
    List<Expr> results =
        IntStream.range(0, count)
            .mapToObj(k -> script.find("result_" + k).getFirst().value())
            .toList();
    return new Reread(results, over, sizes);
  }

  private static String numbered(String word, int count) {
    return IntStream.range(0, count).mapToObj(k -> word + k).collect(Collectors.joining(", "));
  }

  /// An expression over what the program is given, over the inputs of the function instead.
  Expr overInputs(Expr e) {
    return e.substitute(given);
  }

  /// An expression over the inputs of the function, over what the program is given instead.
  Expr overGiven(Expr e) {
    Map<Expr, Expr> back = new HashMap<>();
    given.forEach((node, input) -> back.putIfAbsent(input, node));
    return e.substitute(back);
  }

  /// Declares every input; answers the arguments, in the order of the head.
  private static List<String> arguments(
      List<Program.Input> inputs, StringBuilder text, Map<Expr, String> given) {
    Map<Name, Map<List<Integer>, String>> arguments = new LinkedHashMap<>();
    Map<Name, String> declared = new HashMap<>();
    for (Program.Input input : inputs) {
      Name name = input.name();
      String own =
          declared.computeIfAbsent(
              name,
              _ -> {
                String fresh = "input_" + declared.size();
                String kind = input.isTruth() ? ", bool" : input.isWhole() ? ", int" : "";
                String shape = input.shape().toString();
                text.append(fresh).append(": ");
                text.append(kind.isEmpty() ? shape : "(" + shape + kind + ")").append('\n');
                return fresh;
              });
      given.put(input.node(), own);
      arguments
          .computeIfAbsent(name.unindexed(), _ -> new LinkedHashMap<>())
          .put(name.positions(), own);
    }
    return arguments.values().stream().map(Reread::argument).toList();
  }

  /// An input, or a list with those that are known in their places.
  private static String argument(Map<List<Integer>, String> places) {
    String single = places.get(List.of());
    if (single != null) {
      return single;
    }
    Map<Integer, Map<List<Integer>, String>> elements = new TreeMap<>();
    places.forEach((index, value) ->
        elements
            .computeIfAbsent(index.getFirst(), _ -> new LinkedHashMap<>())
            .put(index.subList(1, index.size()), value));
    int last = elements.keySet().stream().max(Integer::compare).orElse(0);
    return IntStream.rangeClosed(0, last)
        .mapToObj(k -> elements.containsKey(k) ? argument(elements.get(k)) : "None")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
