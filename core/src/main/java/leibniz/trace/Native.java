package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// A function that is known: a row of its name, its parameters and what it makes of them. The
/// reading of arguments, and every message about them, comes from the row.
///
/// @param name as the user writes it: `np.sum`
record Native(String name, List<Parameter> parameters, Body body) implements Value.Callable {

  /// What becomes of the arguments.
  @FunctionalInterface
  interface Body {
    Value of(Bound arguments);
  }

  private record Parameter(String name, Kind kind) {}

  private enum Kind {
    NEEDED,
    OPTIONAL,
    /// Accepted, and without meaning here.
    IGNORED,
    /// Known to NumPy, but not to us.
    REFUSED,
    /// Takes all that is left.
    REST
  }

  /// A row.
  ///
  /// @param parameters the names, in order: `x` is needed, `axis?` may be left out, `~dtype` is
  ///   ignored, `!where` is refused, `*arrays` takes the rest
  static Native row(String name, String parameters, Body body) {
    List<Parameter> list = new ArrayList<>();
    for (String word : parameters.isEmpty() ? new String[0] : parameters.split(", ", -1)) {
      list.add(
          switch (word.charAt(0)) {
            case '~' -> new Parameter(word.substring(1), Kind.IGNORED);
            case '!' -> new Parameter(word.substring(1), Kind.REFUSED);
            case '*' -> new Parameter(word.substring(1), Kind.REST);
            default ->
                word.endsWith("?")
                    ? new Parameter(word.substring(0, word.length() - 1), Kind.OPTIONAL)
                    : new Parameter(word, Kind.NEEDED);
          });
    }
    return new Native(name, List.copyOf(list), body);
  }

  Value.Function function() {
    return new Value.Function(name, this);
  }

  /// What is written for each parameter, as far as that shows without a value.
  Map<String, Expression> given(List<Expression.Argument> arguments) {
    Map<String, Expression> given = new LinkedHashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      Expression.Argument argument = arguments.get(k);
      switch (argument.kind()) {
        case POSITIONAL -> {
          if (k < parameters.size() && parameters.get(k).kind != Kind.REST) {
            given.put(parameters.get(k).name, argument.value());
          }
        }
        case KEYWORD -> given.put(argument.name(), argument.value());
        default -> {
          return given; // what stars bring is not known
        }
      }
    }
    return given;
  }

  @Override
  public Value call(Value.Call call, Session session) {
    session.bounds().step(call.span());
    Map<String, Value.Operand> given = new LinkedHashMap<>();
    List<Value.Operand> rest = new ArrayList<>();
    int next = 0;
    for (Value.Argument argument : call.arguments()) {
      if (!argument.keyword().isEmpty()) {
        keyword(call, argument, given);
        continue;
      }
      Parameter parameter = next < parameters.size() ? parameters.get(next) : null;
      if (parameter == null) {
        throw tooMany(call, argument);
      }
      if (parameter.kind == Kind.REST) {
        rest.add(argument.operand());
      } else {
        put(call, parameter, argument, given);
        next++;
      }
    }
    for (Parameter parameter : parameters) {
      if (parameter.kind == Kind.NEEDED && !given.containsKey(parameter.name)) {
        throw Faults.unfit(call.written() + " needs " + parameter.name, call.span())
            .with(Problem.Note.Kind.NOTE, "its parameters: " + this)
            .raise();
      }
    }
    given.values().forEach(operand -> Nothing.check(name, operand));
    return body.of(new Bound(call, given, rest, session));
  }

  private void keyword(Value.Call call, Value.Argument argument, Map<String, Value.Operand> given) {
    Parameter parameter = parameter(argument.keyword());
    if (parameter == null || parameter.kind == Kind.REST) {
      throw unknown(call, argument);
    }
    put(call, parameter, argument, given);
  }

  private void put(
      Value.Call call,
      Parameter parameter,
      Value.Argument argument,
      Map<String, Value.Operand> given) {
    boolean none = argument.operand().value() == Value.Single.NONE;
    if (parameter.kind == Kind.REFUSED && !none) {
      throw Faults.refused(
              "the parameter " + parameter.name + " of " + call.written() + " is not supported yet",
              argument.span())
          .raise();
    }
    if (given.put(parameter.name, argument.operand()) != null) {
      throw Faults.unfit(call.written() + " gets " + parameter.name + " twice", argument.span())
          .raise();
    }
  }

  private @Nullable Parameter parameter(String keyword) {
    return parameters.stream().filter(p -> p.name.equals(keyword)).findFirst().orElse(null);
  }

  private RuntimeException unknown(Value.Call call, Value.Argument argument) {
    String word = argument.keyword();
    List<String> known = parameters.stream().map(Parameter::name).toList();
    String other = Suggest.keyword(word, known);
    String meant = other != null ? other : Suggest.near(word, known);
    Problem problem =
        Problem.error(
            Code.LBZ004,
            call.written() + " has no keyword " + word,
            argument.span(),
            other != null
                ? "another library's spelling"
                : meant == null ? "" : "did you mean " + meant + "?");
    return meant != null
        ? problem.help("the keyword is " + meant).raise()
        : problem.with(Problem.Note.Kind.NOTE, "its parameters: " + this).raise();
  }

  private RuntimeException tooMany(Value.Call call, Value.Argument argument) {
    return Faults.unfit(
            call.written() + " takes at most " + Faults.count(parameters.size(), "argument"),
            argument.span())
        .with(Problem.Note.Kind.NOTE, "its parameters: " + this)
        .raise();
  }

  /// `np.sum(a, axis, keepdims)`.
  @Override
  public String toString() {
    List<String> shown = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.kind != Kind.IGNORED && parameter.kind != Kind.REFUSED) {
        shown.add((parameter.kind == Kind.REST ? "*" : "") + parameter.name);
      }
    }
    return name + "(" + String.join(", ", shown) + ")";
  }
}
