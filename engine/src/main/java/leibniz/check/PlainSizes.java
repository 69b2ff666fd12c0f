package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// Sizes that have a name and are a number all the same.
final class PlainSizes {
  private PlainSizes() {}

  /// Sizes with a symbol that other arrays have as a number, as where one is computed and the other
  /// written: if the run holds for the one value alone, nothing is lost by a number for both. Nor
  /// is what is read off an array another size than that array has, nor what is computed of that,
  /// or of numbers.
  static Set<String> of(Run run) {
    Map<String, Long> sizes = run.following().script().sizes();
    Set<Long> constants = new HashSet<>();
    for (Event event : run.events()) {
      event.value().shape().dims().forEach(d -> d.constant().ifPresent(constants::add));
    }
    Set<String> names = new HashSet<>(run.following().fixed());
    Set<String> measured = measured(run.program());
    names.addAll(measured);
    Map<String, Expression> computed = computed(run.program());
    computed.forEach((name, value) -> {
      if (isOfNumbers(value, sizes.keySet())) {
        names.add(name);
      }
    });
    names.removeIf(name ->
        sizes.getOrDefault(name, 1L) == 1 || !constants.contains(sizes.getOrDefault(name, 1L)));
    CutLoops.shortened(run)
        .forEach((name, was) -> {
          if (measured.contains(name) && constants.contains(was)) {
            names.add(name); // shorter than the array that it was read off
          } else {
            names.remove(name); // which is as long as we have made it
          }
        });
    addComputed(computed, names);
    return names;
  }

  /// `n` of `n = X.shape[0]`, `n, d = X.shape`, `n = len(X)`.
  private static Set<String> measured(Module program) {
    Set<String> names = new HashSet<>();
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Assign(var targets, var value, _) && isMeasured(value)) {
        for (Expression target : targets) {
          List<Expression> each =
              target instanceof Expression.Tuple t ? t.elements() : List.of(target);
          each.forEach(e -> names.add(Spelled.text(e)));
        }
      }
    }
    return names;
  }

  /// Whether it is computed of names, and of none that is a symbol: `H + 2 * pad` where `H` is 9.
  private static boolean isOfNumbers(Expression value, Set<String> symbols) {
    return hasName(value) && symbols.stream().noneMatch(n -> Spelled.names(value, n));
  }

  private static boolean hasName(Expression e) {
    return e instanceof Expression.Name || e.children().stream().anyMatch(PlainSizes::hasName);
  }

  /// Adds what is computed of such sizes: `H_padded` of `H_padded = H + 2 * pad`.
  private static void addComputed(Map<String, Expression> computed, Set<String> names) {
    boolean more = true;
    while (more) {
      more =
          names.addAll(
              computed.entrySet().stream()
                  .filter(e -> names.stream().anyMatch(n -> Spelled.names(e.getValue(), n)))
                  .map(Map.Entry::getKey)
                  .toList());
    }
  }

  /// What the program computes under a name.
  private static Map<String, Expression> computed(Module program) {
    Map<String, Expression> values = new HashMap<>();
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Assign(var targets, var value, _)) {
        targets.forEach(target -> put(target, value, values));
      }
    }
    return values;
  }

  private static void put(Expression target, Expression value, Map<String, Expression> values) {
    if (target instanceof Expression.Tuple(var each, _)
        && value instanceof Expression.Tuple(var all, _)
        && each.size() == all.size()) {
      for (int k = 0; k < each.size(); k++) {
        put(each.get(k), all.get(k), values);
      }
    } else if (value instanceof Expression.Binary) {
      values.put(Spelled.text(target), value);
    }
  }

  private static boolean isMeasured(Expression value) {
    return switch (value) {
      case Expression.Subscript s -> isMeasured(s.value());
      case Expression.Attribute(_, String name, _, _) -> name.equals("shape");
      case Expression.Call call -> Spelled.text(call.function()).equals("len");
      default -> false;
    };
  }
}
