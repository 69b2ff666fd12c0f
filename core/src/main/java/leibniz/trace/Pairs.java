package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// A forward function and its backward one, by their names: `affine_forward` and `affine_backward`,
/// `forward` and `backward`, `relu` and `relu_prime`.
final class Pairs {
  private Pairs() {}

  /// Which methods are called first: those that go forward, then losses, then the rest, then those
  /// that go back.
  static int order(String name) {
    boolean back = name.matches("(?i).*(backward|backprop|bprop|_back|grad|update|step|delta).*");
    boolean ahead = name.matches("(?i).*(forward|fprop|predict|activate|init|compute|call).*");
    return back ? 3 : ahead ? 0 : name.matches("(?i).*(loss|cost).*") ? 1 : 2;
  }

  /// Another way to write the same function: `batchnorm_backward_alt`, `conv_backward_naive`.
  private static final Pattern WAY =
      Pattern.compile("(\\w+)_(?:alt|naive|fast|slow|simple|vectorized|vec|loops?|v\\d|\\d)");

  /// What the forward function of this one may be called.
  static List<String> forward(String name) {
    List<String> names = new ArrayList<>(ahead(name));
    Matcher other = WAY.matcher(name);
    if (other.matches()) {
      names.addAll(ahead(other.group(1)));
    }
    return names;
  }

  private static List<String> ahead(String name) {
    List<String> names = new ArrayList<>();
    for (String[] pair :
        new String[][] {
          {"backward_pass", "forward_pass"},
          {"backward_propagation", "forward_propagation"},
          {"back_propagation", "forward_propagation"},
          {"backward_prop", "forward_prop"},
          {"back_prop", "forward_prop"},
          {"backprop", "forwardprop"},
          {"backprop", "feedforward"},
          {"backprop", "forward"},
          {"backward", "forward"},
          {"bprop", "fprop"},
          {"_bwd", "_fwd"},
          {"_back", "_forw"},
          {"back", "forward"},
          {"_backward", ""},
          {"_back", ""},
          {"_prime", ""},
          {"_derivative", ""},
          {"_deriv", ""},
          {"_grad", ""},
          {"d_", ""},
          {"grad_", ""}
        }) {
      if (name.contains(pair[0]) && !name.equals(pair[0].strip())) {
        names.add(name.replace(pair[0], pair[1]));
      } else if (name.equals(pair[0]) && !pair[1].isEmpty()) {
        names.add(pair[1]);
      }
    }
    names.removeIf(n -> n.isEmpty() || n.equals(name));
    return names;
  }

  /// What the parameters of the backward function are: by name what the forward function has or
  /// returns; `cache` what it returns beside arrays; what is called like a cotangent an array like
  /// what it returns.
  static Map<String, Guess> of(
      Statement.Function backward,
      Statement.Function forward,
      Map<String, Value> arguments,
      Value result) {
    List<Value> results = result instanceof Value.Tuple t ? t.elements() : List.of(result);
    Map<String, Value> named = named(forward, result);
    List<Value> made = results.stream().filter(Pairs::isArray).toList();
    List<Value> arrays = made.isEmpty() ? kept(arguments) : made;
    Map<String, Guess> guesses = new LinkedHashMap<>();
    int cotangents = 0;
    for (Expression.Parameter parameter : backward.parameters().list()) {
      String name = parameter.name();
      Value known = named.get(name);
      if (name.toLowerCase(java.util.Locale.ROOT).contains("cache") && known == null) {
        known = results.getLast();
      }
      if (known == null && !name.equals("self")) {
        known = arguments.get(name);
      }
      Value like = like(name, named);
      if (known != null) {
        guesses.put(name, new Guess.Given(known));
      } else if (like != null) {
        guesses.put(name, new Guess.Like(name, like));
      } else if (Guesses.isGradient(name) && !arrays.isEmpty()) {
        Value of = arrays.get(Math.min(cotangents++, arrays.size() - 1));
        guesses.put(name, new Guess.Like(name, of));
      } else if (name.matches("[Yy]|[Oo]ut(put)?s?") && arrays.size() == 1) {
        guesses.put(name, new Guess.Like(name, arrays.getFirst()));
      }
    }
    return guesses;
  }

  /// What a method that returns nothing keeps in its object.
  private static List<Value> kept(Map<String, Value> arguments) {
    List<Value> kept = new ArrayList<>();
    if (arguments.get("self") instanceof Value.Instance self) {
      self.attributes()
          .forEach((name, value) -> {
            if (isArray(value) && name.matches("(?i)out\\w*|y|a|z|activations?|result")) {
              kept.add(value);
            }
          });
    }
    return kept;
  }

  private static boolean isArray(Value value) {
    return value instanceof Value.Tensor || value instanceof Value.Number;
  }

  /// What `dnext_h` is the cotangent of.
  private static @Nullable Value like(String name, Map<String, Value> named) {
    for (String prefix : List.of("d_", "d", "grad_")) {
      if (name.startsWith(prefix)) {
        Value found = named.get(name.substring(prefix.length()));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /// The results by the names they are returned under.
  static Map<String, Value> named(Statement.Function f, Value result) {
    List<Value> results = result instanceof Value.Tuple t ? t.elements() : List.of(result);
    Map<String, Value> named = new LinkedHashMap<>();
    Walk.statements(
        f.body(),
        s -> {
          if (s instanceof Statement.Return(var value, _) && value != null) {
            List<Expression> each =
                value instanceof Expression.Tuple(var elements, _) ? elements : List.of(value);
            for (int k = 0; k < each.size() && each.size() == results.size(); k++) {
              if (each.get(k) instanceof Expression.Name(String id, _)) {
                named.put(id, results.get(k));
              }
            }
          }
        });
    return named;
  }
}
