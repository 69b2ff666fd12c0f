package leibniz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Values;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Linearize;
import leibniz.program.Program;
import leibniz.run.Evaluate;

/// Compares plans with the reference evaluation.
public final class Plans {
  private Plans() {}

  private static final double TINY = 1e-3; // what is small beside this is compared with it

  /// The values as one program, run twice into arrays full of something else.
  ///
  /// @throws AssertionError where an entry differs
  public static void check(
      List<Expr> values, Map<String, Long> sizes, Type type, Form form, Crew crew) {
    List<Program.Root> roots = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      roots.add(new Program.Root(Name.of("result" + k), values.get(k)));
    }
    Program program = Linearize.of(List.of(), roots, new Names(Map.of()), sizes);
    Map<Expr, Values> inputs = drawn(program, sizes);
    Map<Expr, Values> expected = Evaluate.of(values, inputs, sizes::get);
    Compiled compiled = Compiled.of(program, type, sizes, crew, form);
    Object[] given =
        program.inputs().stream().map(i -> array(inputs.get(i.node()), type)).toArray();
    Object[] results = compiled.results();
    double tolerance = type == Type.F64 ? 1e-9 : 3e-3;
    for (int run = 0; run < 2; run++) {
      Arrays.stream(results).forEach(Plans::spoil);
      compiled.run(given, results);
      for (int k = 0; k < results.length; k++) {
        compare(expected.get(values.get(k)).re(), results[k], tolerance, type);
      }
    }
  }

  private static Map<Expr, Values> drawn(Program program, Map<String, Long> sizes) {
    Map<Expr, Values> inputs = new HashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    for (Program.Input input : program.inputs()) {
      Values drawn = Values.zeros(input.shape().at(sizes::get));
      for (int k = 0; k < drawn.count(); k++) {
        double number = 0.1 + 0.9 * random.nextDouble();
        drawn.re()[k] = input.isWhole() ? random.nextInt(2) : (float) number;
      }
      inputs.put(input.node(), drawn);
    }
    return inputs;
  }

  /// So that nothing passes that was not written.
  private static void spoil(Object array) {
    if (array instanceof double[] d) {
      Arrays.fill(d, 1e30);
    } else {
      Arrays.fill((float[]) array, 1e30f);
    }
  }

  private static Object array(Values values, Type type) {
    if (type == Type.F64) {
      return values.re().clone();
    }
    float[] floats = new float[values.count()];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values.re()[k];
    }
    return floats;
  }

  private static void compare(double[] expected, Object result, double tolerance, Type type) {
    double scale = Arrays.stream(expected).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    boolean bounded = type == Type.F64 || scale < 1e6; // a float says little of larger numbers
    for (int k = 0; k < expected.length && bounded; k++) {
      double is = result instanceof double[] d ? d[k] : ((float[]) result)[k];
      double should = expected[k];
      boolean same =
          Double.isFinite(should)
              ? Math.abs(is - should) <= tolerance * (scale + TINY)
              : type == Type.F32 || Double.compare(is, should) == 0;
      if (!same) {
        throw new AssertionError("entry " + k + " is " + is + " and should be " + should);
      }
    }
  }
}
