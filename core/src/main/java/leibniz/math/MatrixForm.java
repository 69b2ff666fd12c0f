package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import org.jspecify.annotations.Nullable;

/// Writes expressions without indices where a textbook can: `2 Aᵀ (A x − b)`, `tr(A B)`.
///
/// Vectors are columns; `1` is the vector of ones and `I` the identity, of the size that fits;
/// `diag` makes a matrix of a vector and a vector of a matrix. Functions of numbers are applied
/// entry by entry, `⊙` and `⊘` multiply and divide so, and `x^∘2` is the power of each entry;
/// functions of a vector, such as softmax, take a matrix row by row. An axis of size 1 does not
/// count, but a row stays a row.
///
/// There is a form if the value and all factors have at most two axes and the letters of each
/// product are a graph of treewidth at most 2 ([SeriesParallel]); else there is none, and index
/// notation says it.
public final class MatrixForm {
  /// What may stand in one formula when nothing is named.
  private static final int LONGEST = 60;

  private static final int DEEPEST = 24;

  private MatrixForm() {}

  /// The value without indices, or null if there is no such form or it would be too long.
  public static @Nullable Formula of(Expr value, Symbols symbols) {
    Known known = new Known(symbols);
    return isShort(value, known) ? formula(value, known) : null;
  }

  /// `∂of/∂wrt = value`, or null. The value stands as it is under the general rule: for a scalar it
  /// has the axes of what it is differentiated by, for a vector by a vector it is the Jacobian
  /// matrix, for a scalar by two vectors the Hessian matrix.
  public static @Nullable Equation derivative(
      Name of, Axes axes, List<Name> wrt, Expr value, Symbols symbols) {
    Formula left = Formula.partial(of, wrt);
    return MatrixReader.hasMatrix(axes) ? equation(left, value, new Known(symbols), false) : null;
  }

  /// `name = value`, where the value is written out although it may have that name, or null.
  public static @Nullable Equation definition(Name name, Expr value, Symbols symbols) {
    return equation(new Formula.Named(name), value, new Known(symbols), true);
  }

  private static @Nullable Equation equation(
      Formula left, Expr value, Known symbols, boolean opens) {
    Map<Expr, Name> locals = new LinkedHashMap<>();
    Known known = symbols.with(Map.of(), opens ? value : null);
    if (!isShort(value, known)) {
      int number = 1;
      Set<Name> taken = known.names(value);
      for (Expr part : Locals.choose(value, known)) {
        while (taken.contains(Name.of("t" + number))) {
          number++;
        }
        locals.put(part, Name.of("t" + number++));
      }
    }
    List<Equation> where = new ArrayList<>();
    for (var local : locals.entrySet()) {
      Formula part = formula(local.getKey(), symbols.with(locals, local.getKey()));
      if (part == null) {
        return null;
      }
      Formula name = new Formula.Named(local.getValue());
      where.add(new Equation(name, part, List.of(), List.of()));
    }
    Formula right = formula(value, symbols.with(locals, opens ? value : null));
    return right == null ? null : new Equation(left, right, List.of(), where);
  }

  private static @Nullable Formula formula(Expr value, Known known) {
    Matrix.Term term = value.rank() > 2 ? null : new MatrixReader(known).of(value);
    if (term == null) {
      return null;
    }
    boolean row = value.rank() == 2 && value.shape().get(0).isOne();
    if (row && term.body() != null) {
      term = term.with(new Matrix.Chain(Matrices.links(term.body(), true)));
    }
    return MatrixWriter.write(term);
  }

  /// Whether the formula can be read without names for its parts.
  private static boolean isShort(Expr value, Known known) {
    record Measure(int size, int depth) {}
    Map<Expr, Measure> measures = new HashMap<>();
    Measure atom = new Measure(1, 0);
    for (Expr node : Expr.inOrder(List.of(value), e -> known.find(e) != null)) {
      int size = 0;
      int depth = 0;
      for (Expr argument : known.find(node) != null ? List.<Expr>of() : node.args()) {
        Measure part = measures.getOrDefault(argument, atom);
        size += part.size;
        depth = Math.max(depth, part.depth);
      }
      if (size > LONGEST || depth >= DEEPEST) {
        return false;
      }
      measures.put(node, new Measure(Math.max(1, size), depth + 1));
    }
    return true;
  }
}
