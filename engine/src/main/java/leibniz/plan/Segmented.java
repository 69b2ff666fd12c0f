package leibniz.plan;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Interrupted;
import leibniz.ir.LeibnizException;
import leibniz.ir.Names;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import leibniz.program.Linearize;
import leibniz.program.Program;

/// A program over memory segments, which may have more than 2³¹ entries: it runs some rows at a
/// time, where the rows of a result depend on the same rows of the inputs alone, or a result is a
/// sum over rows. Everything entry by entry, sums, outer products, and products of a matrix and a
/// vector are so. Each chunk is copied to arrays that stay in a cache, which is where a [Compiled]
/// runs.
///
/// ```
/// Segmented f = Segmented.of(program, "n", Type.F32, Map.of("n", 3_000_000_000L), Crew.alone());
/// f.run(new MemorySegment[] {x}, new MemorySegment[] {y});
/// ```
public final class Segmented {
  /// Entries of the largest array of a chunk.
  private static final int CHUNK = 1 << 18;

  private final Program program;
  private final Type type;
  private final String symbol;
  private final long rows;
  private final int chunk;
  private final Map<Expr, RowKinds.Kind> kinds;
  private final Map<String, Long> sizes;
  private final Expr count; // the number of all rows, where it is a value
  private final Compiled whole;
  private final Compiled rest;

  private Segmented(
      Program program, String rows, Type type, Map<String, Long> sizes, Crew crew, int entries) {
    this.program = program;
    this.type = type;
    this.symbol = rows;
    this.rows = Lookup.in(sizes, rows);
    this.sizes = new HashMap<>(sizes);
    this.count = Build.var(free(program), Shape.SCALAR);
    List<Program.Root> roots = new ArrayList<>();
    for (Program.Root root : program.results()) {
      roots.add(new Program.Root(root.name(), counted(root.node(), rows)));
    }
    this.kinds = RowKinds.of(roots.stream().map(Program.Root::node).toList(), rows);
    program.inputs().forEach(i -> kinds.putAll(RowKinds.of(List.of(i.node()), rows)));
    program.inputs().forEach(i -> refuse(i.name().toString(), i.node(), rows));
    roots.forEach(r -> refuse(r.name().toString(), r.node(), rows));
    Program steps = Linearize.of(List.of(), roots, new Names(Map.of()), sizes);
    this.chunk = Math.clamp(entries / widest(steps), 1, entries);
    int full = (int) Math.min(chunk, this.rows);
    int left = (int) (this.rows % chunk);
    this.whole = Compiled.of(steps, type, with(full), crew);
    this.rest = left == 0 || left == full ? whole : Compiled.of(steps, type, with(left), crew);
  }

  /// Plans a program.
  ///
  /// @param rows the symbol of the size that is large; the first axis of what has it
  /// @param sizes a value for each size symbol, that one included
  /// @throws LeibnizException if a value needs all rows at once
  public static Segmented of(
      Program program, String rows, Type type, Map<String, Long> sizes, Crew crew) {
    return of(program, rows, type, sizes, crew, CHUNK);
  }

  /// @param entries of the largest array of a chunk
  static Segmented of(
      Program program, String rows, Type type, Map<String, Long> sizes, Crew crew, int entries) {
    return new Segmented(program, rows, type, sizes, crew, entries);
  }

  private static String free(Program program) {
    StringBuilder name = new StringBuilder("rows");
    while (program.inputs().stream().anyMatch(i -> i.name().toString().contentEquals(name))) {
      name.append('_');
    }
    return name.toString();
  }

  /// The same, where the number of rows as a value is an input: in a chunk it is another one.
  private Expr counted(Expr value, String rows) {
    Map<Expr, Expr> named = new LinkedHashMap<>();
    for (Expr node : value.inOrder()) {
      if (node.head() instanceof Head.Num(Head.Constant.Size(Dim size))
          && size.symbols().contains(rows)) {
        if (!size.equals(Dim.symbol(rows))) {
          throw refused("the number " + size, rows);
        }
        named.put(node, count);
      }
    }
    return named.isEmpty() ? value : value.substitute(named);
  }

  private void refuse(String name, Expr node, String rows) {
    RowKinds.Kind kind = Lookup.in(kinds, node);
    if (kind.on() == RowKinds.Dependence.OTHER || kind.axis() > 0) {
      throw refused(name, rows);
    }
  }

  private static LeibnizException refused(String what, String rows) {
    return Problem.error(
            Code.LBZ007,
            what + " is not computed row by row, and " + rows + " has more rows than fit an array")
        .help("rows are the first axis; entry by entry, sums and products with small factors work")
        .raise();
  }

  /// The entries of a row of what has the longest ones.
  private long widest(Program steps) {
    List<Expr> all = new ArrayList<>(steps.inputs().stream().map(Program.Input::node).toList());
    steps.results().forEach(root -> all.add(root.node()));
    Map<String, Long> one = with(1);
    return all.stream()
        .filter(this::isByRows)
        .mapToLong(value -> Math.max(1, value.shape().count().at(one::get)))
        .max()
        .orElse(1);
  }

  /// The sizes where there are so many rows.
  private Map<String, Long> with(int length) {
    Map<String, Long> other = new HashMap<>(sizes);
    other.put(symbol, (long) length);
    return other;
  }

  /// Computes the results.
  ///
  /// @param inputs in the order of the program's inputs, row-major, of the type that was asked for
  /// @param results where the results go, in order
  public void run(MemorySegment[] inputs, MemorySegment[] results) {
    check(inputs, program.inputs().stream().map(Program.Input::node).toList());
    check(results, program.results().stream().map(Program.Root::node).toList());
    double[][] sums = new double[results.length][];
    Run full = new Run(whole, inputs, results, sums, chunk);
    long row = 0;
    while (row + chunk <= rows) {
      full.run(row);
      row += chunk;
    }
    if (row < rows || rows == 0) {
      new Run(rest, inputs, results, sums, (int) (rows - row)).run(row);
    }
    for (int k = 0; k < results.length; k++) {
      for (int e = 0; sums[k] != null && e < sums[k].length; e++) {
        set(results[k], e, sums[k][e]);
      }
    }
  }

  private void check(MemorySegment[] segments, List<Expr> values) {
    if (segments.length != values.size()) {
      throw new IllegalArgumentException(
          segments.length + " segments are given and not " + values.size());
    }
    for (int k = 0; k < segments.length; k++) {
      long bytes = values.get(k).shape().count().at(sizes::get) * type.bytes();
      if (segments[k].byteSize() != bytes) {
        throw new IllegalArgumentException(
            "segment " + k + " has " + segments[k].byteSize() + " bytes and not " + bytes);
      }
    }
  }

  private boolean isByRows(Expr value) {
    return value != count && Lookup.in(kinds, value).axis() == 0;
  }

  /// Chunks of one length.
  private final class Run {
    private final Compiled compiled;
    private final MemorySegment[] inputs;
    private final MemorySegment[] results;
    private final double[][] sums;
    private final int length;
    private final Object[] from;
    private final Object[] to;

    Run(
        Compiled compiled,
        MemorySegment[] inputs,
        MemorySegment[] results,
        double[][] sums,
        int length) {
      this.compiled = compiled;
      this.inputs = inputs;
      this.results = results;
      this.sums = sums;
      this.length = length;
      this.to = compiled.results();
      this.from = new Object[compiled.program().inputs().size()];
      for (int k = 0; k < from.length; k++) {
        Expr input = input(k);
        from[k] = type.array(Math.toIntExact(input.shape().count().at(with(length)::get)));
        if (input == count) {
          set(ofArray(from[k]), 0, (double) rows);
        } else if (!isByRows(input)) {
          copy(given(input), 0, from[k]);
        }
      }
    }

    private Expr input(int k) {
      return compiled.program().inputs().get(k).node();
    }

    private MemorySegment given(Expr input) {
      for (int k = 0; k < inputs.length; k++) {
        if (program.inputs().get(k).node() == input) {
          return inputs[k];
        }
      }
      throw new IllegalStateException("no input of the program: " + input);
    }

    /// The rows from one on.
    void run(long row) {
      Interrupted.check();
      for (int k = 0; k < from.length; k++) {
        if (isByRows(input(k))) {
          copy(given(input(k)), row * (length(from[k]) / Math.max(1, length)), from[k]);
        }
      }
      compiled.run(from, to);
      for (int k = 0; k < to.length; k++) {
        Expr value = compiled.program().results().get(k).node();
        if (Lookup.in(kinds, value).on() == RowKinds.Dependence.SUM) {
          add(k);
        } else {
          long start = isByRows(value) ? row * (length(to[k]) / Math.max(1, length)) : 0;
          long bytes = (long) length(to[k]) * type.bytes();
          results[k].asSlice(start * type.bytes(), bytes).copyFrom(ofArray(to[k]));
        }
      }
    }

    private void add(int k) {
      int n = length(to[k]);
      double[] sum = sums[k] == null ? new double[n] : sums[k];
      for (int e = 0; e < n; e++) {
        sum[e] += to[k] instanceof double[] d ? d[e] : ((float[]) to[k])[e];
      }
      sums[k] = sum;
    }
  }

  private void copy(MemorySegment from, long start, Object to) {
    long bytes = (long) length(to) * type.bytes();
    ofArray(to).copyFrom(from.asSlice(start * type.bytes(), bytes));
  }

  private static int length(Object array) {
    return array instanceof double[] d ? d.length : ((float[]) array).length;
  }

  private static MemorySegment ofArray(Object array) {
    return array instanceof double[] d
        ? MemorySegment.ofArray(d)
        : MemorySegment.ofArray((float[]) array);
  }

  private void set(MemorySegment segment, int entry, double value) {
    if (type == Type.F64) {
      segment.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * entry, value);
    } else {
      segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * entry, (float) value);
    }
  }
}
