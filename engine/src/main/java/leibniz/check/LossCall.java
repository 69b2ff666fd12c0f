package leibniz.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Calls of losses that a program does not make itself ([Companions]).
final class LossCall {
  private LossCall() {}

  /// The call of the one loss that can be called with what is known; else nothing.
  static List<Statement> of(List<Statement.Function> losses, String self, Set<String> known) {
    return of(losses, self, known, false);
  }

  /// The same with a list of the one sample that is known, for a loss that only adds up what it has
  /// of each: `[(x, y)]` where it has `for x, y in data`.
  static List<Statement> ofSample(List<Statement.Function> losses, String self, Set<String> known) {
    return of(losses, self, known, true);
  }

  private static List<Statement> of(
      List<Statement.Function> losses, String self, Set<String> known, boolean one) {
    Map<Statement.Function, Expression> calls = new LinkedHashMap<>();
    for (Statement.Function loss : losses) {
      Expression call = call(loss, self, known, one);
      if (call != null) {
        calls.put(loss, call);
      }
    }
    int most = calls.values().stream().mapToInt(LossCall::handed).max().orElse(0);
    calls.values().removeIf(c -> handed(c) < most); // what takes more of it is meant
    if (calls.keySet().stream().anyMatch(f -> LossNames.isGoneDown(f.name()))) {
      calls.keySet().removeIf(f -> !LossNames.isGoneDown(f.name()));
    }
    if (calls.size() != 1) {
      return List.of();
    }
    Span place = calls.keySet().iterator().next().nameSpan();
    return List.of(new Statement.Evaluate(calls.values().iterator().next(), place));
  }

  private static int handed(Expression call) {
    return call instanceof Expression.Call c ? c.arguments().size() : 0;
  }

  /// What a term is multiplied by: a gradient that is not handed it is one of the other terms.
  private static final Pattern WEIGHT =
      Pattern.compile(
          "(?i)lam|lamb\\w*|lmbda|reg\\w*|l[12](?:_\\w+)?|wd|weight_decay|alpha|penalty");

  /// What a step calls the value that it starts from: `b` is `b_current` there. The name itself if
  /// there is none, or more than one.
  private static String current(String name, Set<String> known) {
    Pattern now =
        Pattern.compile("(?i)(?:" + NOW + "_)?" + Pattern.quote(name) + "(?:_" + NOW + ")?");
    List<String> all = known.stream().filter(k -> now.matcher(k).matches()).toList();
    return all.size() == 1 ? all.getFirst() : name;
  }

  private static final String NOW = "(?:current|curr|cur|now)";

  private static @Nullable Expression call(
      Statement.Function loss, String self, Set<String> known, boolean one) {
    Span place = loss.nameSpan();
    List<Expression.Parameter> parameters = loss.parameters().list();
    boolean method = !self.isEmpty();
    List<Expression.Argument> arguments = new ArrayList<>();
    for (Expression.Parameter p :
        parameters.subList(method && !parameters.isEmpty() ? 1 : 0, parameters.size())) {
      boolean needed = p.value() == null;
      String given = known.contains(p.name()) || !needed ? p.name() : current(p.name(), known);
      boolean left = !known.contains(given) && WEIGHT.matcher(p.name()).matches();
      Expression sample =
          one && needed && !known.contains(given) ? Sampled.of(loss, p.name(), known) : null;
      if (!known.contains(given) && !(needed && left) && sample == null) {
        if (needed) {
          return null;
        }
        continue;
      }
      Expression value =
          sample != null
              ? sample
              : left
                  ? new Expression.Int(BigInteger.ZERO, place)
                  : new Expression.Name(given, place);
      arguments.add(
          new Expression.Argument(
              needed ? Expression.ArgumentKind.POSITIONAL : Expression.ArgumentKind.KEYWORD,
              needed ? "" : p.name(),
              value,
              place));
    }
    Expression name = new Expression.Name(loss.name(), place);
    Expression function =
        method
            ? new Expression.Attribute(new Expression.Name(self, place), loss.name(), place, place)
            : name;
    return new Expression.Call(function, arguments, place);
  }
}
