package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.trace.Event;

/// What parameters are by their names: what is fitted, data, or what is compared with.
final class ParameterNames {
  private static final int TARGETS = 3; // the rank of what is compared with

  private static final Pattern TARGET =
      Pattern.compile(
          "(y_?)?(true|targets?|labels?|truth|expected|actual|real|gt)|[yYtT]|targets?_?y|desired");
  private static final Pattern DATA =
      Pattern.compile("X\\w*|x_?(?:train|data|s)|data|inputs?|features|samples|A|observations?");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)theta\\w*|w\\d?|weights?|params?|parameters|beta|coef\\w*|x0");

  private ParameterNames() {}

  static boolean isTarget(String parameter) {
    return rank(parameter) == TARGETS;
  }

  /// Which parameter the derivative is by: one of its shape, and rather one that is called like
  /// what is fitted than data, and rather data than a target, as in `loss(y_true, y)`; in `kl(P,
  /// Y)` it is by `Y`, where that alone has the shape. A Jacobian is by what it has an axis for.
  ///
  /// @param value what it is the derivative of
  /// @param stepped what goes a step along it: it is by that, if nothing else fits
  static Map<String, Event> ordered(
      Map<String, Event> arguments, Event value, Event derivative, String stepped) {
    Event along = arguments.get(stepped);
    Map<String, Event> fitting = new LinkedHashMap<>();
    if (along != null && Judge.isLike(along, derivative)) {
      fitting.put(stepped, along);
      return fitting;
    }
    List<String> names = new ArrayList<>(arguments.keySet());
    names.sort(Comparator.comparingInt(ParameterNames::rank));
    String first = names.getFirst();
    Event fitted = rank(first) == 0 ? arguments.get(first) : null;
    boolean one = value.value().rank() == 0;
    if (fitted != null && one && isEach(derivative.value().shape(), fitted.value().shape())) {
      fitting.put(first, fitted);
      return fitting;
    }
    for (String name : names) {
      Event argument = arguments.get(name);
      boolean more = rank(name) < TARGETS || fitting.isEmpty() && rank(names.getFirst()) > 0;
      if (argument != null && more && Judge.isLike(argument, derivative)) {
        fitting.put(name, argument);
      }
    }
    if (along != null) {
      names.addFirst(stepped);
    }
    for (String name : names) {
      Event argument = arguments.get(name);
      if (fitting.isEmpty() && argument != null && isJacobian(derivative, value, argument)) {
        fitting.put(name, argument);
      }
    }
    if (rank(names.getFirst()) < TARGETS) {
      names.removeIf(name -> rank(name) == TARGETS);
    }
    for (String name : names) {
      Event argument = arguments.get(name);
      if (fitting.isEmpty() && argument != null) {
        fitting.put(name, argument);
      }
    }
    return fitting;
  }

  /// Whether there is an entry for each of a value and each of what is no number.
  private static boolean isJacobian(Event derivative, Event value, Event by) {
    List<Dim> pairs = new ArrayList<>(value.value().shape().dims());
    pairs.addAll(by.value().shape().dims());
    return by.value().rank() > 0 && pairs.equals(derivative.value().shape().dims());
  }

  /// Whether a gradient has a row for each sample: scores of a likelihood are handed on so.
  static boolean isEach(Shape gradient, Shape variable) {
    return variable.rank() > 0
        && gradient.rank() == variable.rank() + 1
        && gradient.dims().subList(1, gradient.rank()).equals(variable.dims());
  }

  private static int rank(String parameter) {
    return TARGET.matcher(parameter).matches()
        ? TARGETS
        : DATA.matcher(parameter).matches() ? 2 : PARAMETER.matcher(parameter).matches() ? 0 : 1;
  }
}
