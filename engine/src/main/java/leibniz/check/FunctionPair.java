package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// A function and its derivative, both called with the same arguments.
///
/// @param start the program with both calls
/// @param place where the derivative is defined
/// @param body all of the derivative's definition
/// @param guessed whether nobody calls them, so that the shapes of the arguments are guessed
/// @param unread whether the program calls the derivative with what could not be read
record FunctionPair(
    Derivatives.Named named,
    Start start,
    Event f,
    List<Part> parts,
    Span place,
    Span body,
    boolean guessed,
    boolean unread) {
  /// What a derivative returns, or one part of it.
  ///
  /// @param name what the program calls it
  /// @param event where it is bound
  /// @param arguments what it may be by, the likeliest first, each with the parameter's name
  /// @param output the same derivative, called with what the function returns; null if that fails
  record Part(String name, Event event, Map<String, Event> arguments, @Nullable Event output) {}

  /// Whether they are handed what is compared with.
  boolean isLabelled() {
    boolean plain = // `f(x, y)` as calculus writes it, where `y` is no label
        named.function().name().length() == 1 && named.derivative().by(named.function()) != null;
    return !plain
        && named.function().required().stream().anyMatch(p -> ParameterNames.isTarget(p.name()));
  }

  /// Whether the derivative calls what it is handed by other names: it may be other things.
  boolean isOtherwise() {
    return named.derivative().required().stream()
        .anyMatch(p -> !Handing.has(named.function().required(), p.name()));
  }

  /// The names that the derivative gives values to: what is on the way.
  Set<String> assigned() {
    return assigned(body);
  }

  /// Those that the function gives values to.
  Set<String> inFunction() {
    return assigned(named.function().function().span());
  }

  private Set<String> assigned(Span place) {
    Set<String> names = new HashSet<>();
    for (Statement s : new Statements(start.run().program()).of(place)) {
      if (s instanceof Statement.Assign a) {
        a.targets().forEach(t -> assigned(t, names));
      }
    }
    return names;
  }

  /// The names of what the derivative returns.
  Set<String> returned() {
    Set<String> names = new HashSet<>();
    for (Statement s : new Statements(start.run().program()).of(body)) {
      if (s instanceof Statement.Return(Expression value, _) && value != null) {
        parts(value).forEach(e -> names.add(Spelled.text(e)));
      }
    }
    return names;
  }

  /// `a` and `b` of `a, b` and of `np.array([a, b])`.
  private static List<Expression> parts(Expression value) {
    return switch (value) {
      case Expression.Tuple(var elements, _) -> elements;
      case Expression.Listing(var elements, _) -> elements;
      case Expression.Call c
          when c.arguments().size() == 1
              && c.arguments().getFirst().value() instanceof Expression.Listing l ->
          l.elements();
      default -> List.of(value);
    };
  }

  /// Whether the function is handed something that is made of what it is by, and held: `ratio =
  /// exp(logp - logp_old)` is 1 in the first step of a round, and nothing is clipped there.
  boolean meetsItself() {
    Chain chain = start.chain();
    return chain != null
        && parts.stream()
            .map(part -> part.arguments().values().iterator().next().value())
            .anyMatch(by ->
                chain.ancestors(chain.function(f)).stream()
                    .filter(l -> l.event().frame() == 0 && l.value().any(by::equals))
                    .anyMatch(l -> !isMadeOf(l.function(), by, chain)));
  }

  private static boolean isMadeOf(Expr function, Expr by, Chain chain) {
    Expr variable = chain.variable(by);
    return function.contains(variable)
        || chain.ancestors(function).stream().anyMatch(l -> l.function().contains(variable));
  }

  private static void assigned(Expression target, Set<String> names) {
    names.add(Spelled.text(target));
    target.children().forEach(e -> assigned(e, names));
  }

  /// Whether guessed shapes alone say by what it is: of `huber(r, delta)` it is by the first.
  boolean isUnsure(Judgement judgement) {
    Claim.Pair by = judgement.pair();
    String first = named.function().required().getFirst().name();
    return guessed
        && by != null
        && !by.name().equals(first)
        && !by.name().equals(named.derivative().by(named.function()));
  }
}
