package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// What a function and its derivative are called with behind the end of the program: inputs like
/// what the program hands them, and objects like those it makes.
final class Handing {
  private final Run run;

  /// The arguments of both calls.
  ///
  /// @param text the lines that declare them
  /// @param names the names they get, by the parameters of the function
  record Handed(String text, Map<String, String> names) {}

  Handing(Run run) {
    this.run = run;
  }

  /// The arguments of the first call that the program makes, by the parameters of the function.
  Map<String, Event> called(Derivatives.Named named) {
    for (Frame frame : run.following().frames()) {
      if (frame.function().equals(named.derivative().frame()) && !run.isOurs(frame)) {
        return arguments(named, e -> e.frame() == frame.id());
      }
    }
    return Map.of();
  }

  /// The line that makes an object that the program never makes, with arguments like those drawn
  /// for its constructor; null if that was not followed.
  @Nullable String made(String type) {
    StringBuilder before = new StringBuilder();
    List<String> arguments = new ArrayList<>();
    for (Expression.Parameter p : constructor(type)) {
      Event event =
          run.events().stream()
              .filter(e -> e.target().equals(p.name()) && isOf(run.frame(e), p.span()))
              .findFirst()
              .orElse(null);
      if (event == null) {
        return null;
      }
      String name = "made" + arguments.size() + "__";
      Rational number = event.value().constant();
      before.append(name).append(number == null ? ": " : " = ");
      before.append(number == null ? event.value().shape() : number).append('\n');
      arguments.add(name);
    }
    String call = type + "(" + String.join(", ", arguments) + ")";
    return before + Derivatives.OBJECT + " = " + call + "\n";
  }

  /// What a constructor needs.
  private List<Expression.Parameter> constructor(String type) {
    for (Statement s : run.program().body()) {
      if (s instanceof Statement.ClassDefinition c && c.name().equals(type)) {
        for (Statement member : c.body()) {
          if (member instanceof Statement.Function f && f.name().equals("__init__")) {
            return Derivatives.required(f, true);
          }
        }
      }
    }
    return List.of();
  }

  private static boolean isOf(Frame frame, Span parameter) {
    return frame.definition().line() <= parameter.line()
        && parameter.endLine() <= frame.definition().endLine()
        && frame.id() != 0;
  }

  /// A call with what it is handed.
  static String call(String function, List<Expression.Parameter> parameters, Handed handed) {
    List<String> arguments = new ArrayList<>();
    for (Expression.Parameter p : parameters) {
      arguments.add(handed.names.getOrDefault(p.name(), p.name()));
    }
    return function + "(" + String.join(", ", arguments) + ")";
  }

  /// The parameters of the derivative by the names that those of the function have.
  static List<Expression.Parameter> renamed(Derivatives.Named named) {
    List<Expression.Parameter> of = named.function().required();
    List<Expression.Parameter> by = named.derivative().required();
    Set<String> names = new HashSet<>();
    of.forEach(p -> names.add(p.name()));
    return by.stream().allMatch(p -> names.contains(p.name())) || of.size() != by.size() ? by : of;
  }

  /// What both are handed; null if that is not known.
  @Nullable Handed handed(Derivatives.Named named) {
    List<Expression.Parameter> of = named.function().required();
    List<Expression.Parameter> by = named.derivative().required();
    Map<String, Expression.Parameter> all = new LinkedHashMap<>();
    of.forEach(p -> all.put(p.name(), p));
    renamed(named).forEach(p -> all.putIfAbsent(p.name(), p));
    boolean nested = all.size() == Math.max(of.size(), by.size());
    if (of.isEmpty() || by.isEmpty() || !nested) {
      return null;
    }
    Map<String, Event> arguments = arguments(named, _ -> true);
    Map<String, String> names = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (String parameter : all.keySet()) {
      boolean first = names.isEmpty() && !named.at().isEmpty();
      Event begin = first ? last(run, named.at()) : null;
      Event argument = begin != null ? begin : arguments.get(parameter);
      if (argument == null && has(of, parameter) && has(by, parameter) && isTop(parameter)) {
        names.put(parameter, parameter); // a list or a text, as the program has it
        continue;
      }
      String shape =
          argument == null ? numbers(named, parameter) : declared(named, argument.value());
      if (shape.isEmpty()) {
        return null;
      }
      String variable = argument == null ? "" : data(argument.value());
      if (!variable.isEmpty()) {
        names.put(parameter, variable); // who is compared with 1 is 1 or 0
        continue;
      }
      String name = "argument" + names.size() + "__";
      names.put(parameter, name);
      String input = "input_" + parameter + "__";
      text.append(input).append(": ").append(shape).append('\n');
      text.append(name).append(" = ").append(input).append('\n'); // it may get another value here
    }
    return new Handed(text.toString(), names);
  }

  /// The shape of a parameter that is unpacked, `a, b = theta`, if it holds numbers: these were
  /// drawn so, or the derivative has an entry for each. Empty if it does not.
  private String numbers(Derivatives.Named named, String parameter) {
    List<Event> own =
        run.events().stream()
            .filter(e -> run.frame(e).function().equals(named.derivative().frame()))
            .toList();
    List<Event> parts =
        own.stream()
            .filter(e -> e.kind() == Event.Kind.INPUT && e.target().startsWith(parameter + "["))
            .toList();
    String shape = "(" + parts.size() + ",)";
    boolean each =
        own.stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.target().equals("return"))
            .anyMatch(e -> e.value().shape().toString().equals(shape));
    boolean drawn = parts.stream().allMatch(e -> e.value().rank() == 0);
    return parts.size() > 1 && (each || drawn) ? shape : "";
  }

  /// What the program itself calls truth values or positions; empty for anything else.
  private String data(Expr value) {
    Discrete discrete = new Discrete();
    return discrete.isTruth(value) || discrete.arePositions(value) ? named(value) : "";
  }

  /// The shape, with what is known of the values.
  private String declared(Derivatives.Named named, Expr value) {
    String shape = isCounted(named, value.shape()) ? numbers(value.shape()) : "" + value.shape();
    if (new Discrete().isTruth(value)) {
      return "(" + shape + ", bool)";
    }
    return value.head() instanceof Head.Var v
        ? v.properties().stream()
            .filter(Head.Property::isOfSquares)
            .findFirst()
            .map(p -> "(" + shape + ", " + p.word().replace(' ', '_').replace('-', '_') + ")")
            .orElse(shape)
        : shape;
  }

  /// Whether a vector has as many entries as the derivative of rank 2 has columns, which writes
  /// their number: of `J = np.zeros((12, 3))` it is known, while only the draw has a name for it.
  private boolean isCounted(Derivatives.Named named, Shape shape) {
    return shape.rank() == 1
        && !shape.get(0).symbols().isEmpty()
        && run.events().stream()
            .filter(e -> run.frame(e).function().equals(named.derivative().frame()))
            .filter(e -> e.kind() == Event.Kind.RETURN && e.value().rank() == 2)
            .anyMatch(e -> numbers(shape).equals("(" + e.value().shape().get(1) + ",)"));
  }

  /// With the numbers that its sizes have.
  private String numbers(Shape shape) {
    Map<String, Long> sizes = run.following().script().sizes();
    return "(" + shape.get(0).at(sizes::get) + ",)";
  }

  /// Whether a function has a parameter of that name.
  static boolean has(List<Expression.Parameter> parameters, String name) {
    return parameters.stream().anyMatch(p -> p.name().equals(name));
  }

  /// What the program itself calls a value; empty if it has no name there.
  private String named(Expr value) {
    String found = "";
    for (Event event : run.events()) {
      boolean here = event.frame() == 0 && event.target().matches("\\w+");
      found = here && event.value().equals(value) ? event.target() : found;
    }
    return found;
  }

  /// Whether the program itself has a variable of that name.
  private boolean isTop(String name) {
    return new Statements(run.program())
        .top().stream()
            .anyMatch(s ->
                s instanceof Statement.Assign a
                    && a.targets().stream().anyMatch(t -> Spelled.text(t).equals(name)));
  }

  /// What the functions are called with, by the parameters of the first.
  private Map<String, Event> arguments(Derivatives.Named named, Predicate<Event> wanted) {
    Map<String, Event> found = new LinkedHashMap<>();
    for (Derivatives.Callable c : List.of(named.derivative(), named.function())) {
      for (Event event : run.events()) {
        if (event.isHanded()
            && wanted.test(event)
            && run.frame(event).function().equals(c.frame())
            && event.target().matches("\\w+")) {
          found.putIfAbsent(event.target(), event);
        }
      }
    }
    List<Expression.Parameter> of = named.function().required();
    List<Expression.Parameter> by = named.derivative().required();
    for (int k = 0; k < Math.min(of.size(), by.size()); k++) {
      Event event = found.get(by.get(k).name());
      if (event != null) {
        found.putIfAbsent(of.get(k).name(), event);
      }
    }
    return found;
  }

  /// Where the program itself last gives a value to a name; null if it never does.
  static @Nullable Event last(Run run, String target) {
    Event found = null;
    for (Event event : run.events()) {
      found = event.target().equals(target) && event.frame() == 0 ? event : found;
    }
    return found;
  }
}
