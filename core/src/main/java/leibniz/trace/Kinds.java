package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.List;
import java.util.Map;
import leibniz.ir.Code;
import leibniz.ir.Problem;

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
    for (String name : List.of("seterr", "errstate", "set_printoptions", "printoptions")) {
      String all =
          "~all, ~divide, ~over, ~under, ~invalid, ~precision, ~suppress, ~threshold, ~linewidth,"
              + " ~formatter";
      rows.put(name, row("np." + name, all, a -> Value.Single.NONE));
    }
  }

  /// The tensor as one of another type.
  static Value cast(Bound a, String type) {
    boolean mask = Arithmetic.isMask(a.value("a"));
    boolean whole = type.contains("int") && (mask || Whole.is(a.tensor("a")));
    if (!mask && !whole && (type.contains("int") || type.contains("bool"))) {
      throw Problem.error(Code.LBZ205, "astype(" + type + ") has no useful gradient", a.span(), "")
          .raise();
    }
    return a.made(a.tensor("a"));
  }
}
