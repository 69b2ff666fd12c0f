package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Shape;

/// `scipy.optimize`, where a program is followed. Nothing is minimised: what a minimiser is handed
/// is called once, with one point like the start, and that point is what it returns. So the
/// function and its derivatives are seen with the arguments that the program has for them.
final class Optimize {
  private Optimize() {}

  private static final List<String> FUNCTIONS = List.of("fun", "func", "f");
  private static final List<String> DERIVATIVES =
      List.of("jac", "fprime", "Dfun", "grad", "hess", "fhess");

  /// The parameters that are functions of the point.
  static final List<String> CALLED =
      Stream.concat(FUNCTIONS.stream(), DERIVATIVES.stream()).toList();

  private static final Value.ClassObject RESULT = type();

  private static Value.ClassObject type() {
    List<Value.ClassObject> order = new ArrayList<>();
    Value.ClassObject made =
        new Value.ClassObject("OptimizeResult", order, Map.of(), true, List.of());
    order.add(made);
    return made;
  }

  /// What a call returns.
  @FunctionalInterface
  private interface Returned {
    Value of(Search search);
  }

  private static final Map<String, Native> ROWS = new LinkedHashMap<>();

  static {
    put(
        "minimize",
        "fun, x0, args?, ~method, jac?, hess?, ~hessp, ~bounds, ~constraints, ~tol, ~callback,"
            + " ~options",
        Search::result);
    put("root", "fun, x0, args?, ~method, jac?, ~tol, ~callback, ~options", Search::result);
    put(
        "least_squares",
        "fun, x0, jac?, ~bounds, ~method, ~ftol, ~xtol, ~gtol, ~x_scale, ~loss, ~f_scale,"
            + " ~diff_step, ~tr_solver, ~tr_options, ~jac_sparsity, ~max_nfev, ~verbose, args?,"
            + " ~kwargs",
        Search::result);
    put(
        "leastsq",
        "func, x0, args?, Dfun?, ~full_output, ~col_deriv, ~ftol, ~xtol, ~gtol, ~maxfev, ~epsfcn,"
            + " ~factor, ~diag",
        s -> new Value.Tuple(List.of(s.x, Value.Number.of(1))));
    put(
        "fsolve",
        "func, x0, args?, fprime?, ~full_output, ~col_deriv, ~xtol, ~maxfev, ~band, ~epsfcn,"
            + " ~factor, ~diag",
        s -> s.x);
    put(
        "fmin_l_bfgs_b",
        "func, x0, fprime?, args?, ~approx_grad, ~bounds, ~m, ~factr, ~pgtol, ~epsilon, ~iprint,"
            + " ~maxfun, ~maxiter, ~disp, ~callback, ~maxls",
        s -> new Value.Tuple(List.of(s.x, s.value(), Value.Dict.empty())));
    put(
        "fmin_tnc",
        "func, x0, fprime?, args?, ~approx_grad, ~bounds, ~epsilon, ~scale, ~offset, ~messages,"
            + " ~maxCGit, ~maxfun, ~eta, ~stepmx, ~accuracy, ~fmin, ~ftol, ~xtol, ~pgtol, ~rescale,"
            + " ~disp, ~callback",
        s -> new Value.Tuple(List.of(s.x, Value.Number.of(1), Value.Number.of(1))));
    String line =
        "f, x0, fprime?, args?, ~gtol, ~norm, ~epsilon, ~maxiter, full_output?, ~disp, ~retall,"
            + " ~callback";
    put("fmin_cg", line + ", ~c1, ~c2", Search::solution);
    put("fmin_bfgs", line + ", ~xrtol, ~c1, ~c2, ~hess_inv0", Search::solution);
    put(
        "fmin_ncg",
        "f, x0, fprime, ~fhess_p, fhess?, args?, ~avextol, ~epsilon, ~maxiter, full_output?, ~disp,"
            + " ~retall, ~callback",
        Search::solution);
    put(
        "fmin",
        "func, x0, args?, ~xtol, ~ftol, ~maxiter, ~maxfun, full_output?, ~disp, ~retall, ~callback,"
            + " ~initial_simplex",
        Search::solution);
    put("check_grad", "func, grad, x0, *args", Search::difference);
  }

  private static void put(String name, String parameters, Returned returned) {
    String dotted = "scipy.optimize." + name;
    ROWS.put(dotted, row(dotted, parameters, a -> returned.of(new Search(a))));
  }

  /// The rows, by the dotted name.
  static Map<String, Native> rows() {
    return ROWS;
  }

  /// One point, and what is called there.
  private static final class Search {
    private final Bound a;
    private final Value x;
    private final List<Value> arguments = new ArrayList<>();
    private final Value made;
    private final Map<String, Value> others = new LinkedHashMap<>();

    /// Calls the function at a point near the start, and there its derivatives, as far as they are
    /// functions: `jac=True` says that the function returns its own.
    Search(Bound a) {
      if (!a.session().follows()) {
        throw Concrete.foreign(new Value.Foreign(a.written()), a.span());
      }
      this.a = a;
      this.x = near(a.tensor("x0"));
      a.session()
          .assume(
              "line " + a.span().line() + ": " + a.written() + " goes no further than its start");
      arguments.add(x);
      if (a.has("args")) {
        arguments.addAll(
            a.value("args") instanceof Value.Tuple t ? t.elements() : List.of(a.value("args")));
      }
      a.rest().forEach(operand -> arguments.add(operand.value()));
      String function = FUNCTIONS.stream().filter(a::given).findFirst().orElse("fun");
      this.made = called(function);
      for (String derivative : DERIVATIVES) {
        if (a.has(derivative) && a.value(derivative) instanceof Value.Function) {
          others.put(derivative, called(derivative));
        }
      }
    }

    private Value called(String parameter) {
      if (!(a.value(parameter) instanceof Value.Function f)) {
        throw a.unfit(parameter, "needs a function");
      }
      return f.body().call(Value.Call.of(f.name(), a.span(), arguments), a.session());
    }

    /// A point like the start, at which nothing happens to be 0 or alike.
    private Value near(Expr start) {
      Expr begin =
          start.rank() == 1
              ? start
              : Regroup.reshape(
                  a.operand("x0"), start, List.of(Value.Number.of(-1)), a.span(), a.session());
      Rational number = begin.constant();
      Head.Property[] same =
          number != null && number.signum() > 0
              ? new Head.Property[] {Head.Property.POSITIVE}
              : new Head.Property[0];
      return Value.Tensor.of(a.session().draw(begin.shape(), a.span(), same));
    }

    /// What the function is there.
    Value value() {
      return made instanceof Value.Tuple t && !t.elements().isEmpty() ? t.elements().get(0) : made;
    }

    /// An `OptimizeResult`.
    Value result() {
      Value.Instance result = new Value.Instance(RESULT, new LinkedHashMap<>());
      result.attributes().put("x", x);
      result.attributes().put("fun", value());
      result.attributes().put("success", new Value.Bool(true));
      result.attributes().putAll(others);
      return result;
    }

    /// The point alone, or before what else is asked for.
    Value solution() {
      return a.has("full_output") && a.flag("full_output")
          ? new Value.Tuple(List.of(x, value(), Value.Number.of(1)))
          : x;
    }

    /// How far a derivative is from differences: a number that nobody knows.
    Value difference() {
      return Value.Tensor.of(a.session().draw(Shape.SCALAR, a.span()));
    }
  }
}
