package leibniz.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.program.Program;
import leibniz.run.Evaluator;

/// A program run by the reference evaluation.
final class Evaluated {
  private final List<Program.Input> inputs;
  private final List<Expr> roots;
  private final List<int[]> shapes;
  private final Evaluator evaluator;

  Evaluated(Program program, Map<String, Long> sizes) {
    inputs = program.inputs();
    roots = program.results().stream().map(Program.Root::node).toList();
    shapes = inputs.stream().map(i -> i.shape().at(s -> size(sizes, s))).toList();
    evaluator = Evaluator.of(roots, s -> size(sizes, s));
  }

  private static long size(Map<String, Long> sizes, String symbol) {
    return Objects.requireNonNull(sizes.get(symbol), symbol);
  }

  void run(Object[] given, Object[] results) {
    Map<Expr, Values> values = new HashMap<>();
    for (int k = 0; k < given.length; k++) {
      double[] numbers = new double[Data.length(given[k])];
      for (int n = 0; n < numbers.length; n++) {
        numbers[n] = Data.get(given[k], n);
      }
      values.put(inputs.get(k).node(), Values.real(shapes.get(k), numbers));
    }
    Map<Expr, Values> found = evaluator.run(values);
    for (int k = 0; k < results.length; k++) {
      double[] numbers = Objects.requireNonNull(found.get(roots.get(k))).re();
      for (int n = 0; n < numbers.length; n++) {
        Data.set(results[k], n, numbers[n]);
      }
    }
  }
}
