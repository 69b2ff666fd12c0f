package leibniz.trace;

import static leibniz.trace.Native.row;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.op.Maps;

/// NumPy's names of types, and what only sets how NumPy behaves: neither changes a value here.
final class Kinds {
  private Kinds() {}

  private static final List<String> WHOLE =
      List.of(
          "int8", "int16", "int32", "int64", "int_", "intp", "uint8", "uint16", "uint32", "uint64",
          "bool_", "bool", "int");

  static void add(Map<String, Native> rows) {
    for (String name : WHOLE) {
      rows.put(name, row("np." + name, "a", a -> cast(a, name)));
    }
    rows.put("finfo", row("np.finfo", "dtype", Kinds::precision));
    for (String name : List.of("seterr", "errstate", "set_printoptions", "printoptions")) {
      String all =
          "~all, ~divide, ~over, ~under, ~invalid, ~precision, ~suppress, ~threshold, ~linewidth,"
              + " ~formatter";
      rows.put(name, row("np." + name, all, a -> Value.Single.NONE));
    }
  }

  /// What NumPy tells of a type of floats.
  private static Value precision(Bound a) {
    boolean single = name(a.value("dtype")).contains("32");
    double eps = single ? 0x1p-23 : 0x1p-52;
    double max = single ? Float.MAX_VALUE : Double.MAX_VALUE;
    double tiny = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    List<Value> parts = new ArrayList<>();
    for (double part : new double[] {eps, max, -max, tiny}) {
      parts.add(new Value.Number(Rational.of(new BigDecimal(part)), false));
    }
    return new Value.Tuple(parts, List.of("eps", "max", "min", "tiny"));
  }

  /// The tensor as one of another type.
  static Value cast(Bound a, String type) {
    boolean mask = Arithmetic.isMask(a.value("a"));
    if (type.contains("bool") && (mask || isFixed(a.tensor("a")))) {
      return mask ? Value.Tensor.mask(a.tensor("a")) : truth(a, a.tensor("a"));
    }
    boolean whole = type.contains("int") && (mask || Whole.is(a.tensor("a")));
    if (!mask && !whole && (type.contains("int") || type.contains("bool"))) {
      throw Problem.error(Code.LBZ205, "astype(" + type + ") has no useful gradient", a.span(), "")
          .raise();
    }
    return a.made(a.tensor("a"));
  }

  /// An array of numbers, of truth values where `dtype=bool` says so.
  static Value typed(Bound a, Expr x) {
    if (a.has("dtype") && a.operand("dtype").text().contains("object")) {
      throw Faults.refused("an array of objects is not read", a.span())
          .help("a list holds whatever it is given")
          .raise();
    }
    boolean bool = a.has("dtype") && name(a.value("dtype")).contains("bool");
    return bool ? truth(a, x) : a.made(x);
  }

  private static Value truth(Bound a, Expr x) {
    Expr zero = Build.zeros(x.shape());
    return Value.Tensor.mask(a.session().made(Build.map(Maps.NOT_EQUAL, x, zero), a.span()));
  }

  private static boolean isFixed(Expr x) {
    return !x.any(e -> e.head() instanceof Head.Var);
  }

  /// What a type is called.
  static String name(Value type) {
    return switch (type) {
      case Value.Text(String text) -> text;
      case Value.Function f -> f.name();
      case Value.Foreign f -> f.name();
      default -> "";
    };
  }
}
