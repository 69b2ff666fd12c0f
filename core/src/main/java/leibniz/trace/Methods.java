package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// `x.name`: attributes and methods of tensors, lists, dicts and texts.
final class Methods {
  private final Session session;
  private final Containers containers;

  Methods(Session session, Containers containers) {
    this.session = session;
    this.containers = containers;
  }

  /// Methods that are NumPy's function of the same name with the tensor as first argument.
  private static final Set<String> AS_FUNCTIONS =
      Set.of(
          "sum",
          "mean",
          "max",
          "min",
          "var",
          "std",
          "prod",
          "any",
          "all",
          "ptp",
          "cumsum",
          "cumprod",
          "round",
          "dot",
          "ravel",
          "squeeze",
          "swapaxes",
          "diagonal",
          "trace",
          "clip",
          "repeat",
          "take",
          "argmax",
          "argmin",
          "argsort",
          "nonzero",
          "copy");

  private static final Map<String, Native> OWN =
      Map.of(
          "reshape", row("reshape", "a, *shape, order?", Methods::reshape),
          "transpose", row("transpose", "a, *axes", Methods::transpose),
          "flatten", row("flatten", "a, order?", Methods::flatten),
          "astype", row("astype", "a, dtype, ~copy, ~order", Methods::cast),
          "item", row("item", "a", Methods::item),
          "tolist",
              row(
                  "tolist",
                  "a",
                  a -> Value.Listing.of(Sequences.elements(a.operand("a"), a.session()))),
          "view", row("view", "a, ~dtype", a -> a.array("a")));

  Value of(Value.Operand receiver, String name, Span nameSpan, Span span) {
    Value found =
        switch (receiver.value()) {
          case Value.Tensor t -> tensor(t, receiver, name, span);
          case Value.Listing l -> containers.of(l, name);
          case Value.Dict d -> containers.of(d, name);
          case Value.Set s -> Sets.method(s, name, session);
          case Value.Text t -> new Texts(session).method(t.text(), name);
          case Value.Tuple t ->
              switch (name) {
                case "index" ->
                    Containers.function("index", "x", a -> containers.index(t.elements(), a));
                case "count" ->
                    Containers.function("count", "x", a -> containers.count(t.elements(), a));
                default ->
                    t.names().contains(name) ? t.elements().get(t.names().indexOf(name)) : null;
              };
          case Value.Size _, Value.Number _, Value.Bool _ -> number(receiver, name);
          case Value.Foreign f -> foreign(f.name() + "." + name);
          case Value.Broken b -> throw new Faults.Silenced();
          case Value.Function f -> ofFunction(f, name, span);
          case Value.Module _, Value.Single _, Value.Slice _, Value.Thing _ -> null;
        };
    if (found != null) {
      return found;
    }
    String meant = receiver.value() instanceof Value.Tensor ? tensorName(name) : null;
    throw Problem.error(
            Code.LBZ003,
            receiver.or("this") + " is " + Value.kind(receiver.value()) + " and has no " + name,
            nameSpan,
            meant == null ? "" : "did you mean " + meant + "?")
        .raise();
  }

  /// Something of a library that is never run; on the command line stands the program alone.
  private Value foreign(String name) {
    return session.follows() && name.equals("sys.argv")
        ? Value.Listing.of(List.of(new Value.Text("program.py")))
        : new Value.Foreign(name);
  }

  /// NumPy's functions of two arguments are objects that can do more: `np.logaddexp.reduce`.
  private static Value ofFunction(Value.Function function, String name, Span span) {
    String written = function.name() + "." + name;
    Native own = Entries.of(function.name(), name);
    Value known =
        own != null
            ? own.function()
            : written.startsWith("np.") ? Library.numpy(written.substring(3)) : null;
    if (known == null) {
      throw Faults.refused(written + " is not supported yet", span).raise();
    }
    return known;
  }

  // --- tensors -------------------------------------------------------------------------------

  /// What is read of entries that a mask holds.
  private static final Set<String> READ = Set.of("sum", "mean", "dot", "copy");

  private @Nullable Value tensor(
      Value.Tensor tensor, Value.Operand receiver, String name, Span span) {
    Value.Held held = tensor.within();
    if (held != null && name.equals("shape")) {
      return Held.shape(tensor, held, session, span);
    }
    if (held != null && name.equals("size") && tensor.shape().rank() == held.covered()) {
      return Held.count(held, session, span);
    }
    if (held != null && name.equals("T") && tensor.shape().rank() == 2 && held.covered() == 1) {
      return HeldProducts.transposed(tensor, held, List.of(1, 0));
    }
    if (held != null && !READ.contains(name)) {
      Tensors.current(tensor, receiver);
    }
    switch (name) {
      case "T", "mT" -> {
        Expr x = tensor.expr();
        List<Integer> order = new ArrayList<>(Build.range(0, x.rank()).reversed());
        if (name.equals("mT") && x.rank() >= 2) {
          order = Build.range(0, x.rank());
          order.set(x.rank() - 2, x.rank() - 1);
          order.set(x.rank() - 1, x.rank() - 2);
        }
        return tensor.view(Views.transposed(order), session.made(Build.transpose(x, order), span));
      }
      case "shape" -> {
        return Value.Tuple.of(tensor.shape());
      }
      case "ndim" -> {
        return Value.Number.of(tensor.shape().rank());
      }
      case "size" -> {
        return Value.Size.of(tensor.shape().count());
      }
      case "dtype" -> {
        return new Value.Foreign(tensor.isMask() ? "bool" : "float64");
      }
      default -> {}
    }
    Native function = AS_FUNCTIONS.contains(name) ? Library.method(name) : OWN.get(name);
    if (function == null) {
      Problem unsupported = Unsupported.of(name, receiver.or("tensor") + "." + name, span);
      if (unsupported != null) {
        throw unsupported.raise();
      }
      return null;
    }
    return new Value.Function(
        name,
        (call, s) -> {
          List<Value.Argument> arguments = new ArrayList<>();
          arguments.add(new Value.Argument("", receiver, receiver.span()));
          arguments.addAll(call.arguments());
          return function.call(
              new Value.Call(call.written(), call.function(), call.span(), arguments), s);
        });
  }

  private static @Nullable String tensorName(String name) {
    List<String> known = new ArrayList<>(AS_FUNCTIONS);
    known.addAll(OWN.keySet());
    known.addAll(List.of("T", "shape", "ndim", "size"));
    String other = Suggest.function(name, known);
    return other != null
        ? other
        : name.equals("mm") || name.equals("matmul") ? "the operator @" : null;
  }

  private static List<Value> flat(Bound a) {
    List<Value.Operand> rest = a.rest();
    if (rest.size() == 1) {
      if (rest.get(0).value() instanceof Value.Tuple t) {
        return t.elements();
      }
      if (rest.get(0).value() instanceof Value.Listing l) {
        return l.elements();
      }
    }
    return rest.stream().map(Value.Operand::value).toList();
  }

  private static Value reshape(Bound a) {
    return Layouts.reshape(a, flat(a));
  }

  private static Value flatten(Bound a) {
    return Layouts.reshape(a, List.of(Value.Number.of(-1))) instanceof Value.Tensor t
        ? Value.Tensor.of(t.expr())
        : Value.Single.NONE;
  }

  private static Value transpose(Bound a) {
    boolean none = a.rest().isEmpty() || flat(a).equals(List.of(Value.Single.NONE));
    Value axes = none ? Value.Single.NONE : new Value.Tuple(flat(a));
    Value.Operand operand = new Value.Operand(axes, a.span(), "", null);
    return Layouts.transpose(
        new Bound(
            new Value.Call(a.written(), a.span(), a.span(), List.of()),
            Map.of("a", a.operand("a"), "axes", operand),
            List.of(),
            a.session()),
        "axes");
  }

  /// To floats it changes nothing; to integers only what is 0 or 1 already.
  private static Value cast(Bound a) {
    return Kinds.cast(a, Kinds.name(a.value("dtype")));
  }

  private static Value item(Bound a) {
    var x = a.tensor("a");
    if (!x.shape().dims().stream().allMatch(d -> a.session().sizes().isOne(d))) {
      throw a.unfit("a", "is " + x.shape() + ", not a single number");
    }
    return a.made(Build.reduce(x, Build.range(0, x.rank())));
  }

  private @Nullable Value number(Value.Operand receiver, String name) {
    return switch (name) {
      case "real" -> receiver.value();
      case "shape" -> new Value.Tuple(List.of());
      case "ndim" -> Value.Number.of(0);
      case "item", "copy" -> Containers.function(name, "", a -> receiver.value());
      default -> null;
    };
  }
}
