package leibniz.trace;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// What stands in for a command line where a program is followed: nobody says anything there, so
/// each option is its default. What has to be said is drawn, as missing data are.
final class CommandLine {
  private static final Value.ClassObject PARSER = type("ArgumentParser");
  private static final Value.ClassObject NAMESPACE = type("Namespace");
  private static final long SIZE = 5; // of what is counted by, where it has to be said

  /// By the name of the attribute.
  private final Map<String, Value> values = new LinkedHashMap<>();

  private CommandLine() {}

  private static Value.ClassObject type(String name) {
    List<Value.ClassObject> order = new ArrayList<>();
    Value.ClassObject made = new Value.ClassObject(name, order, Map.of(), false, List.of());
    order.add(made);
    return made;
  }

  /// `argparse.ArgumentParser(…)`.
  static Value parser(Bound a) {
    if (!a.session().follows()) {
      throw Concrete.foreign(new Value.Foreign("argparse.ArgumentParser"), a.span());
    }
    return new CommandLine().object();
  }

  /// `argparse.Namespace(…)`.
  static Value namespace(Value.Call call, Session session) {
    return new Value.Instance(NAMESPACE, keywords(call));
  }

  private static Map<String, Value> keywords(Value.Call call) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Value.Argument argument : call.arguments()) {
      if (argument.keyword().isEmpty()) {
        throw Faults.unfit(call.written() + " takes keywords only", argument.span()).raise();
      }
      values.put(argument.keyword(), argument.operand().value());
    }
    return values;
  }

  /// The parser itself, or a group of its options.
  private Value.Instance object() {
    Map<String, Value> members = new LinkedHashMap<>();
    put(
        members,
        "add_argument",
        "*flags, type?, default?, action?, dest?, choices?, nargs?, required?, ~const, ~help,"
            + " ~metavar, ~version",
        this::add);
    put(members, "parse_args", "args?, !namespace", this::parsed);
    put(
        members,
        "parse_known_args",
        "args?, !namespace",
        a -> new Value.Tuple(List.of(parsed(a), Value.Listing.of(List.of()))));
    put(members, "add_argument_group", "~title, ~description", _ -> object());
    put(members, "add_mutually_exclusive_group", "~required", _ -> object());
    for (String name : List.of("print_help", "print_usage")) {
      put(members, name, "~file", _ -> Value.Single.NONE);
    }
    members.put(
        "set_defaults",
        new Value.Function(
            "set_defaults",
            (call, _) -> {
              values.putAll(keywords(call));
              return Value.Single.NONE;
            }));
    return new Value.Instance(PARSER, members);
  }

  private static void put(
      Map<String, Value> members, String name, String parameters, Native.Body body) {
    members.put(name, Containers.function(name, parameters, body));
  }

  private Value parsed(Bound a) {
    boolean said =
        a.has("args") && !(a.value("args") instanceof Value.Listing l && l.elements().isEmpty());
    if (said) {
      throw Faults.refused("a command line that the program writes itself is not read", a.span())
          .raise();
    }
    a.session().assume("line " + a.span().line() + ": nothing is said on the command line");
    return new Value.Instance(NAMESPACE, new LinkedHashMap<>(values));
  }

  // --- one option ----------------------------------------------------------------------------

  private Value add(Bound a) {
    List<String> flags =
        a.rest().stream()
            .map(o -> o.value() instanceof Value.Text(String text) ? text : "")
            .toList();
    boolean positional = flags.stream().noneMatch(f -> f.startsWith("-"));
    String action = a.has("action") && a.value("action") instanceof Value.Text(var t) ? t : "store";
    String name = a.text("dest", flags.isEmpty() ? "" : name(flags));
    if (!action.equals("help") && !action.equals("version")) {
      values.put(name, value(a, name, action, positional));
    }
    return Value.Single.NONE;
  }

  /// What an option is called: by its first long flag, else by its first.
  private static String name(List<String> flags) {
    String flag =
        flags.stream().filter(f -> f.startsWith("--")).findFirst().orElse(flags.getFirst());
    return flag.startsWith("-") ? flag.replaceFirst("^-+", "").replace('-', '_') : flag;
  }

  private static Value value(Bound a, String name, String action, boolean positional) {
    if (a.has("default")) {
      return typed(a, a.value("default"));
    }
    String many = a.has("nargs") && a.value("nargs") instanceof Value.Text(var t) ? t : "";
    boolean open = positional ? !many.equals("?") && !many.equals("*") : a.flag("required");
    return switch (action) {
      case "store_true" -> new Value.Bool(false);
      case "store_false" -> new Value.Bool(true);
      default -> open ? drawn(a, name) : Value.Single.NONE;
    };
  }

  /// A default that is a text is read as what is said would be; any other is what it is.
  private static Value typed(Bound a, Value value) {
    if (!(value instanceof Value.Text(String text)) || !a.has("type")) {
      return value;
    }
    return switch (type(a)) {
      case "str" -> value;
      case "int" ->
          text.strip().matches("[+-]?\\d{1,15}")
              ? Value.Number.of(Long.parseLong(text.strip()))
              : Value.Broken.BROKEN;
      case "float" ->
          text.strip().matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")
              ? new Value.Number(Rational.of(new BigDecimal(text.strip())), false)
              : Value.Broken.BROKEN;
      default -> Value.Broken.BROKEN;
    };
  }

  private static String type(Bound a) {
    return a.has("type") && a.value("type") instanceof Value.Function f ? f.name() : "";
  }

  /// What has to be said, and nobody says.
  private static Value drawn(Bound a, String name) {
    if (a.has("nargs")) {
      return Value.Broken.BROKEN;
    }
    Value first = first(a);
    if (first != null) {
      a.session().assume("line " + a.span().line() + ": " + name + " is the first of its choices");
      return first;
    }
    return switch (type(a)) {
      case "int" -> new Value.Size(a.session().sizes().drawn(name, SIZE));
      case "float" -> Value.Tensor.of(a.session().draw(Shape.SCALAR, a.span()));
      default -> a.has("type") ? Value.Broken.BROKEN : new Value.Text(name);
    };
  }

  private static @Nullable Value first(Bound a) {
    List<Value> choices =
        !a.has("choices")
            ? List.of()
            : switch (a.value("choices")) {
              case Value.Listing l -> l.elements();
              case Value.Tuple t -> t.elements();
              default -> List.of();
            };
    return choices.isEmpty() ? null : choices.getFirst();
  }
}
