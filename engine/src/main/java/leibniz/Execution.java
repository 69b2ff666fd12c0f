package leibniz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import leibniz.file.Saved;
import leibniz.ir.Axes;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.ir.Values;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Program;
import leibniz.python.Parser;
import leibniz.run.Lengths;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;
import leibniz.verify.Structure;
import org.jspecify.annotations.Nullable;

/// A program at numbers: arrays that are given, and drawn where none is, go in; what was asked for
/// comes out.
public final class Execution {
  private static final long BATCH_SIZE = 32;
  private static final long SIZE = 8;

  private final Compiled compiled;
  private final Map<String, Long> sizes;
  private final Set<String> assumed;
  private final List<Value> given;
  private final Object[] results;

  /// An array with its name.
  ///
  /// @param shape with its parts where it is a derivative: `(256 | 10 ++ 10)`
  /// @param sizes of its axes
  /// @param numbers `double[]` or `float[]`, row by row
  /// @param origin where an input comes from; empty for what is computed
  public record Value(Name name, String shape, int[] sizes, Object numbers, String origin) {}

  /// How a program is run.
  ///
  /// @param data arrays by the names of inputs
  /// @param origins where each comes from
  /// @param seed for the inputs that are drawn
  /// @param often whether it is run so often that compiling it pays
  public record Setting(
      Map<String, Saved> data,
      Map<String, String> origins,
      long seed,
      Type type,
      Crew crew,
      boolean often) {
    /// Takes copies.
    public Setting {
      data = Map.copyOf(data);
      origins = Map.copyOf(origins);
    }
  }

  private Execution(
      Compiled compiled, Map<String, Long> sizes, Set<String> assumed, List<Value> given) {
    this.compiled = compiled;
    this.sizes = sizes;
    this.assumed = assumed;
    this.given = given;
    this.results = compiled.results();
  }

  /// Makes ready.
  ///
  /// @throws LeibnizException if an array does not fit the input of its name, or one is missing
  public static Execution of(Derivatives derivatives, Setting setting) {
    Program program = derivatives.program();
    Map<String, Long> sizes = new TreeMap<>(derivatives.sizes());
    bind(derivatives.inputs(), setting, sizes);
    Set<String> assumed = assume(program, sizes);
    Form form = setting.often ? Form.VECTOR : Form.INTERPRETED;
    Compiled compiled = Compiled.of(program, setting.type, sizes, setting.crew, form);
    Random random = new Random(setting.seed);
    List<Value> given = new ArrayList<>();
    for (Program.Input input : program.inputs()) {
      given.add(value(input, sizes, setting, random));
    }
    return new Execution(compiled, sizes, assumed, given);
  }

  /// Sizes for a program without arrays: those it gives, 32 for a batch, 8 for others.
  public static Map<String, Long> sizes(Derivatives derivatives) {
    Map<String, Long> sizes = new TreeMap<>(derivatives.sizes());
    assume(derivatives.program(), sizes);
    return sizes;
  }

  private static Set<String> assume(Program program, Map<String, Long> sizes) {
    Set<String> assumed = new TreeSet<>(program.symbols());
    assumed.removeAll(sizes.keySet());
    assumed.forEach(s -> sizes.put(s, Request.BATCH.contains(s) ? BATCH_SIZE : SIZE));
    return assumed;
  }

  /// Sizes follow from the arrays that are given.
  private static void bind(List<Expr> inputs, Setting setting, Map<String, Long> sizes) {
    Map<String, Expr> known = new LinkedHashMap<>();
    inputs.forEach(input -> known.put(name(input), input));
    setting.data.forEach((name, array) -> {
      Expr input = known.get(name);
      if (input == null) {
        throw misfit(
            "the program has no input " + name,
            "its inputs are " + String.join(", ", known.keySet()));
      }
      int[] shape = array.shape();
      boolean fits = input.rank() == shape.length;
      if (fits) {
        Lengths.read(Map.of(input.shape(), shape), sizes);
      }
      for (int axis = 0; fits && axis < shape.length; axis++) {
        Dim size = input.shape().get(axis);
        fits = !sizes.keySet().containsAll(size.symbols()) || size.at(sizes::get) == shape[axis];
      }
      if (!fits) {
        String with = sizes.isEmpty() ? "" : " with " + sizes.toString().replaceAll("[{}]", "");
        throw misfit(
            name
                + " is "
                + input.shape()
                + with
                + ", and the array "
                + setting.origins.getOrDefault(name, "given")
                + " is "
                + array,
            "a size is the same in all arrays, and as the program or --size says");
      }
    });
  }

  private static LeibnizException misfit(String headline, String help) {
    return Problem.error(Code.LBZ010, headline).help(help).raise();
  }

  private static String name(Expr input) {
    return input.head() instanceof Head.Var v ? v.name() : input.toString();
  }

  private static Value value(
      Program.Input input, Map<String, Long> sizes, Setting setting, Random random) {
    int[] shape = input.shape().at(sizes::get);
    String name = name(input.node());
    Saved saved = setting.data.get(name);
    if (saved != null) {
      Object numbers = setting.type == Type.F64 ? saved.doubles() : saved.floats();
      String origin = setting.origins.getOrDefault(name, "given");
      return new Value(input.name(), text(shape), shape, numbers, origin);
    }
    if (input.isWhole() && !input.isTruth()) {
      throw misfit(
          name + " holds whole numbers, which cannot be guessed",
          "give them with --data " + name + "=FILE.npy");
    }
    Values drawn = Values.zeros(shape);
    Head.Var head = (Head.Var) input.node().head();
    boolean positive = head.properties().contains(Head.Property.POSITIVE);
    for (int k = 0; k < drawn.count(); k++) {
      double x = random.nextGaussian();
      drawn.re()[k] = input.isTruth() ? x > 0 ? 1 : 0 : positive ? Math.abs(x) : x;
    }
    Structure.impose(head, drawn);
    String origin = "drawn from N(0, 1), seed " + setting.seed;
    return new Value(input.name(), text(shape), shape, array(drawn.re(), setting.type), origin);
  }

  private static Object array(double[] numbers, Type type) {
    if (type == Type.F64) {
      return numbers;
    }
    float[] floats = new float[numbers.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) numbers[k];
    }
    return floats;
  }

  /// Computes everything; may be called again, and gives the same.
  public void run() {
    compiled.run(given.stream().map(Value::numbers).toArray(), results);
  }

  /// Computes everything some times more: the mean nanoseconds of each step.
  public double[] profile(int runs) {
    long[] nanoseconds = new long[compiled.work().size()];
    Object[] inputs = given.stream().map(Value::numbers).toArray();
    for (int run = 0; run < runs; run++) {
      compiled.profile(inputs, results, nanoseconds);
    }
    return Arrays.stream(nanoseconds).mapToDouble(total -> (double) total / runs).toArray();
  }

  /// What went in.
  public List<Value> inputs() {
    return List.copyOf(given);
  }

  /// What the last run computed.
  public List<Value> results() {
    List<Value> values = new ArrayList<>();
    for (int k = 0; k < results.length; k++) {
      Program.Root root = compiled.program().results().get(k);
      int[] numbers = root.node().shape().at(sizes::get);
      @Nullable Axes axes = root.axes();
      Map<String, String> known = new LinkedHashMap<>();
      root.node().shape().dims().forEach(d -> known.put(d.toString(), "" + d.at(sizes::get)));
      String shape =
          axes == null ? text(numbers) : axes.text((_, size) -> known.getOrDefault(size, size));
      values.add(new Value(root.name(), shape, numbers, results[k], ""));
    }
    return values;
  }

  /// Why a value of a program is NaN with what went in; empty if none is, or it cannot be told.
  public Optional<Problem> undefined(Request request) {
    Script script =
        Trace.of(Parser.parse(request.source()), new Options(request.sizes(), Set.of()));
    return Undefined.of(script, inputs(script), sizes::get);
  }

  /// What went in, as the expressions of a program read it.
  private Map<Expr, Values> inputs(Script script) {
    Map<String, Value> byName = new LinkedHashMap<>();
    given.forEach(value -> byName.put(value.name().toString(), value));
    Map<Expr, Values> inputs = new LinkedHashMap<>();
    for (Definition input : script.inputs()) {
      Value value = byName.get(input.name().toString());
      if (value != null) {
        double[] numbers = new double[Values.count(value.sizes())];
        for (int k = 0; k < numbers.length; k++) {
          numbers[k] = at(value.numbers(), k);
        }
        inputs.put(input.value(), Values.real(value.sizes(), numbers));
      }
    }
    return inputs;
  }

  /// The values of all sizes.
  public Map<String, Long> sizes() {
    return new TreeMap<>(sizes);
  }

  /// The sizes that nothing gave a value to.
  public Set<String> assumed() {
    return Set.copyOf(assumed);
  }

  /// What runs.
  public Compiled compiled() {
    return compiled;
  }

  /// A number of an array.
  public static double at(Object numbers, int index) {
    return numbers instanceof double[] d ? d[index] : ((float[]) numbers)[index];
  }

  /// `(256, 10)`.
  private static String text(int[] sizes) {
    String all = Arrays.toString(sizes);
    String inner = all.substring(1, all.length() - 1);
    return "(" + inner + (sizes.length == 1 ? "," : "") + ")";
  }
}
