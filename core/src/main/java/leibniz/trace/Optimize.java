package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;

/// The functions of `scipy.optimize` that are handed a function and its derivative. Nothing is
/// searched: both are called once, not far from where the search begins, so that it can be seen
/// what they compute there; what is found is any point of that shape.
final class Optimize {
  private Optimize() {}

  /// The rows, by their full names.
  static void add(Map<String, Value> rows) {
    put(
        rows,
        "minimize",
        "fun, x0, args?, ~method, jac?, ~hess, ~hessp, ~bounds, ~constraints, ~tol, ~callback,"
            + " ~options",
        a -> found(called(a, "fun", "x0", "jac")));
    put(
        rows,
        "least_squares",
        "fun, x0, jac?, ~bounds, ~method, ~ftol, ~xtol, ~gtol, ~x_scale, ~loss, ~f_scale,"
            + " ~diff_step, ~tr_solver, ~tr_options, ~jac_sparsity, ~max_nfev, ~verbose, args?",
        a -> found(called(a, "fun", "x0", "jac")));
    for (String name : List.of("fmin_bfgs", "fmin_cg")) {
      put(
          rows,
          name,
          "f, x0, fprime?, args?, ~gtol, ~norm, ~epsilon, ~maxiter, ~full_output, ~disp, ~retall,"
              + " ~callback",
          a -> called(a, "f", "x0", "fprime").point());
    }
    put(
        rows,
        "fmin_l_bfgs_b",
        "func, x0, fprime?, args?, ~approx_grad, ~bounds, ~m, ~factr, ~pgtol, ~epsilon, ~iprint,"
            + " ~maxfun, ~maxiter, ~disp, ~callback, ~maxls",
        a -> {
          Search search = called(a, "func", "x0", "fprime");
          return new Value.Tuple(List.of(search.point(), search.value(), Value.Dict.empty()));
        });
    put(rows, "check_grad", "func, grad, x0, *args", Optimize::compared);
  }

  private static void put(
      Map<String, Value> rows, String name, String parameters, Native.Body body) {
    String full = "scipy.optimize." + name;
    rows.put(full, row(full, parameters, body).function());
  }

  /// A point that is found, and the value there.
  private record Search(Value point, Value value) {}

  private static Value found(Search search) {
    return new Value.Tuple(
        List.of(search.point, search.value, new Value.Bool(true)), List.of("x", "fun", "success"));
  }

  private static Search called(Bound a, String function, String start, String derivative) {
    Expr begin = a.tensor(start);
    List<Value> more = a.has("args") ? arguments(a) : List.of();
    Value point = near(a, begin);
    Value result = called(a, a.value(function), point, more);
    if (a.has(derivative) && a.value(derivative) instanceof Value.Function) {
      called(a, a.value(derivative), point, more);
    }
    Value value =
        result instanceof Value.Tuple t && !t.elements().isEmpty()
            ? t.elements().getFirst()
            : result;
    return new Search(near(a, begin), value);
  }

  private static List<Value> arguments(Bound a) {
    return a.value("args") instanceof Value.Tuple t ? t.elements() : List.of(a.value("args"));
  }

  private static Value compared(Bound a) {
    Expr begin = a.tensor("x0");
    List<Value> more = a.rest().stream().map(Value.Operand::value).toList();
    Value point = near(a, begin);
    called(a, a.value("func"), point, more);
    called(a, a.value("grad"), point, more);
    return new Value.Number(Rational.ZERO, false);
  }

  /// A point that has nothing special about it, as a start of zeros has.
  private static Value near(Bound a, Expr begin) {
    Expr away = a.session().draw(begin.shape(), a.span());
    return Concrete.scalar(Build.plus(begin, Build.scale(Rational.of(1, 4), away)));
  }

  private static Value called(Bound a, Value function, Value point, List<Value> more) {
    if (!(function instanceof Value.Function f)) {
      throw Faults.unfit(a.written() + " needs a function", a.span()).raise();
    }
    List<Value> all = new ArrayList<>(List.of(point));
    all.addAll(more);
    return f.body().call(Value.Call.of(f.name(), a.span(), all), a.session());
  }
}
