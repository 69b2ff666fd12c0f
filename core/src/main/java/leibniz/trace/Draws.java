package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Dim;
import leibniz.ir.Head;
import leibniz.ir.Shape;

/// NumPy's distributions beside the normal and the uniform. What is drawn is an input; of the
/// distribution only this is kept: whether its values are whole or positive.
final class Draws {
  private Draws() {}

  /// Parameters of distributions on the whole line, on the positive half, and on whole numbers.
  private static final Map<String, String> REAL =
      Map.of(
          "laplace", "loc?, scale?, size?",
          "logistic", "loc?, scale?, size?",
          "gumbel", "loc?, scale?, size?",
          "standard_t", "df, size?",
          "standard_cauchy", "size?");

  private static final Map<String, String> POSITIVE =
      Map.of(
          "exponential", "scale?, size?",
          "standard_exponential", "size?",
          "gamma", "shape, scale?, size?",
          "standard_gamma", "shape, size?",
          "beta", "a, b, size?",
          "lognormal", "mean?, sigma?, size?",
          "rayleigh", "scale?, size?",
          "weibull", "a, size?",
          "chisquare", "df, size?");

  private static final Map<String, String> WHOLE =
      Map.of(
          "poisson", "lam?, size?",
          "binomial", "n, p, size?",
          "geometric", "p, size?",
          "negative_binomial", "n, p, size?");

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    REAL.forEach((name, parameters) -> put(rows, name, parameters));
    POSITIVE.forEach((name, parameters) -> put(rows, name, parameters, Head.Property.POSITIVE));
    WHOLE.forEach((name, parameters) -> put(rows, name, parameters, Head.Property.WHOLE));
    rows.put(
        "random.dirichlet",
        row(
            "np.random.dirichlet",
            "alpha, size?",
            a -> vectors(a, "alpha", Head.Property.POSITIVE, Head.Property.ROWS_SUM_TO_ONE)));
    rows.put(
        "random.multivariate_normal",
        row("np.random.multivariate_normal", "mean, cov, size?", a -> vectors(a, "mean")));
    rows.put(
        "random.multinomial",
        row(
            "np.random.multinomial",
            "n, pvals, size?",
            a -> vectors(a, "pvals", Head.Property.WHOLE)));
    rows.put("random.shuffle", row("np.random.shuffle", "x", Draws::shuffled));
  }

  private static void put(
      Map<String, Native> rows, String name, String parameters, Head.Property... properties) {
    List<String> others = new ArrayList<>();
    for (String parameter : parameters.split(", ", -1)) {
      String plain = parameter.replace("?", "");
      if (!plain.equals("size")) {
        others.add(plain);
      }
    }
    rows.put(
        "random." + name,
        row(
            "np.random." + name,
            parameters,
            a -> Value.Tensor.of(a.session().draw(shape(a, others), a.span(), properties))));
  }

  /// The size that is asked for; without one, that of the parameters together.
  private static Shape shape(Bound a, List<String> parameters) {
    if (a.has("size")) {
      return a.shape("size");
    }
    Shape shape = Shape.SCALAR;
    for (String parameter : parameters) {
      if (a.has(parameter)) {
        Value.Operand operand = a.operand(parameter);
        Shape own = a.tensor(parameter).shape();
        shape = Tensors.broadcast(operand, shape, operand, own, a.written(), a.session());
      }
    }
    return shape;
  }

  /// Each draw is a vector, as long as a parameter.
  private static Value vectors(Bound a, String like, Head.Property... properties) {
    Shape one = a.tensor(like).shape();
    List<Dim> dims = new ArrayList<>(a.has("size") ? a.shape("size").dims() : List.of());
    dims.addAll(one.dims());
    return Value.Tensor.of(a.session().draw(new Shape(dims), a.span(), properties));
  }

  /// Data in another order is as random as before; a program that is only read may not say so.
  private static Value shuffled(Bound a) {
    if (!a.session().follows()) {
      throw Faults.refused(a.written() + " changes the order of its argument", a.span()).raise();
    }
    return Value.Single.NONE;
  }
}
