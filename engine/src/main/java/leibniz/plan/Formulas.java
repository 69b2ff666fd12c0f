package leibniz.plan;

import static java.util.Map.entry;
import static leibniz.kernel.Function.ABSOLUTE;
import static leibniz.kernel.Function.ADD;
import static leibniz.kernel.Function.AT_LEAST;
import static leibniz.kernel.Function.DIVIDE;
import static leibniz.kernel.Function.EQUAL;
import static leibniz.kernel.Function.EXP;
import static leibniz.kernel.Function.GREATER;
import static leibniz.kernel.Function.LOG;
import static leibniz.kernel.Function.LOG1P;
import static leibniz.kernel.Function.MAXIMUM;
import static leibniz.kernel.Function.NEGATE;
import static leibniz.kernel.Function.SELECT;
import static leibniz.kernel.Function.SUBTRACT;

import java.util.List;
import java.util.Map;
import leibniz.ir.Elementwise;
import leibniz.kernel.Function;
import leibniz.op.Arcs;
import leibniz.op.Logs;
import leibniz.op.Maps;

/// How the rows of [Maps] are computed from the [Function]s that kernels have. A row that is not
/// here is computed by its reference, entry by entry: right, and slow.
final class Formulas {
  private Formulas() {}

  /// Writes the lines of a row.
  private interface Formula {
    int write(Body body, List<Integer> args);
  }

  private static final Map<Elementwise, Formula> FORMULAS =
      Map.ofEntries(
          one(Maps.EXP, EXP),
          one(Maps.LOG, LOG),
          one(Maps.LOG1P, LOG1P),
          one(Maps.EXPM1, Function.EXPM1),
          one(Maps.SIN, Function.SIN),
          one(Maps.COS, Function.COS),
          one(Maps.TAN, Function.TAN),
          one(Maps.SINH, Function.SINH),
          one(Maps.COSH, Function.COSH),
          one(Maps.TANH, Function.TANH),
          one(Maps.ARCTAN, Function.ARCTAN),
          one(Arcs.ARCSIN, Function.ARCSIN),
          one(Arcs.ARCCOS, Function.ARCCOS),
          one(Maps.SIGN, Function.SIGN),
          one(Maps.ABS, ABSOLUTE),
          two(Maps.MAXIMUM, MAXIMUM),
          two(Maps.MINIMUM, Function.MINIMUM),
          two(Maps.POWER, Function.POWER),
          two(Arcs.ARCTAN2, Function.ARCTAN2),
          two(Maps.GREATER, GREATER),
          two(Maps.GREATER_EQUAL, AT_LEAST),
          two(Maps.EQUAL, EQUAL),
          entry(Maps.LESS, (b, x) -> b.apply(GREATER, x.get(1), x.get(0))),
          entry(Maps.LESS_EQUAL, (b, x) -> b.apply(AT_LEAST, x.get(1), x.get(0))),
          entry(
              Maps.NOT_EQUAL,
              (b, x) ->
                  b.apply(
                      SELECT, b.apply(EQUAL, x.get(0), x.get(1)), b.constant(0), b.constant(1))),
          entry(Maps.WHERE, (b, x) -> b.apply(SELECT, x.get(0), x.get(1), x.get(2))),
          entry(Maps.RELU, (b, x) -> b.apply(MAXIMUM, x.get(0), b.constant(0))),
          entry(Maps.SIGMOID, Formulas::sigmoid),
          entry(Maps.SOFTPLUS, Formulas::softplus),
          entry(Logs.LOGADDEXP, Formulas::logAddExp));

  private static Map.Entry<Elementwise, Formula> one(Elementwise row, Function function) {
    return entry(row, (body, x) -> body.apply(function, x.get(0)));
  }

  private static Map.Entry<Elementwise, Formula> two(Elementwise row, Function function) {
    return entry(row, (body, x) -> body.apply(function, x.get(0), x.get(1)));
  }

  private static int sigmoid(Body b, List<Integer> x) {
    int e = b.apply(EXP, b.apply(NEGATE, x.get(0)));
    return b.apply(DIVIDE, b.constant(1), b.apply(ADD, b.constant(1), e));
  }

  private static int softplus(Body b, List<Integer> x) {
    int small = b.apply(EXP, b.apply(NEGATE, b.apply(ABSOLUTE, x.get(0))));
    return b.apply(ADD, b.apply(MAXIMUM, x.get(0), b.constant(0)), b.apply(LOG1P, small));
  }

  /// Two that are equal may be infinite, and have no difference then.
  private static int logAddExp(Body b, List<Integer> x) {
    int apart = b.apply(ABSOLUTE, b.apply(SUBTRACT, x.get(0), x.get(1)));
    int small = b.apply(LOG1P, b.apply(EXP, b.apply(NEGATE, apart)));
    int unlike = b.apply(ADD, b.apply(MAXIMUM, x.get(0), x.get(1)), small);
    int twice = b.apply(ADD, x.get(0), b.constant(Math.log(2)));
    return b.apply(SELECT, b.apply(EQUAL, x.get(0), x.get(1)), twice, unlike);
  }

  /// The line of the row's value.
  static int write(Elementwise row, Body body, List<Integer> args) {
    Formula formula = FORMULAS.get(row);
    return formula == null ? body.other(row, args) : formula.write(body, args);
  }

  /// How many additions the row takes about as long as.
  static int work(Elementwise row) {
    Formula formula = FORMULAS.get(row);
    if (formula == null) {
      return 200;
    }
    return row.equals(Maps.MAXIMUM)
            || row.equals(Maps.MINIMUM)
            || row.equals(Maps.RELU)
            || row.equals(Maps.ABS)
            || row.equals(Maps.SIGN)
            || row.equals(Maps.WHERE)
            || row.equals(Maps.GREATER)
        ? 1
        : 20;
  }

  /// `c` where `a` is finite and 0 elsewhere.
  static int finiteOr0(Body b, int a) {
    int same = b.apply(EQUAL, b.apply(SUBTRACT, a, a), b.constant(0));
    return b.apply(SELECT, same, a, b.constant(0));
  }
}
