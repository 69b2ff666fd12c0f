package leibniz.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Where to point if no change makes a gradient right.
final class Places {
  private final Chain chain;
  private final Judge judge;
  private final Statements statements;
  private final Set<Expr> right = new HashSet<>(); // what is a gradient under another name

  Places(Chain chain, Judge judge, List<Judgement> judgements) {
    this.chain = chain;
    judgements.stream()
        .filter(Judgement::isEqual)
        .forEach(j -> right.add(j.claim().event().value()));
    this.judge = judge;
    this.statements = new Statements(chain.base().program());
  }

  /// At the gradient, at the one part of it that is wrong, or into the function that computes it.
  ///
  /// @param suspects the statements that may be wrong, the likeliest first
  /// @param all those that no change makes right, this one among them
  Span of(Judgement wrong, List<Event> suspects, Collection<Judgement> all) {
    Support support = new Support(chain, judge);
    Chain.Link part = support.part(wrong);
    if (part != null && suspects.stream().anyMatch(s -> s.equals(part.event()))) {
      return part.event().statement();
    }
    Event line = support.line(wrong, suspects);
    if (line != null) {
      return line.statement();
    }
    Event entries = entries(wrong);
    if (entries != null) {
      return entries.statement();
    }
    Event shared = shared(wrong, suspects, all);
    return shared != null ? shared.statement() : computed(wrong, made(wrong, suspects));
  }

  /// What all that are wrong in one function are made of, and nothing says is right: it is one slip
  /// rather than several.
  private @Nullable Event shared(Judgement wrong, List<Event> suspects, Collection<Judgement> all) {
    int frame = wrong.claim().event().frame();
    List<Judgement> here = all.stream().filter(j -> j.claim().event().frame() == frame).toList();
    for (Event suspect : here.size() > 1 ? suspects : List.<Event>of()) {
      Chain.Link link = suspect.frame() == frame ? chain.link(suspect.value()) : null;
      if (link != null
          && suspect.kind() != Event.Kind.ARGUMENT
          && !right.contains(suspect.value())
          && !isForward(suspect, wrong)
          && here.stream().allMatch(j -> j.claim().isMadeOf(link, chain))) {
        return isRightElsewhere(suspect) ? carried(link, suspects) : suspect;
      }
    }
    return null;
  }

  /// Whether the statement makes what is right in another round of a loop.
  private boolean isRightElsewhere(Event suspect) {
    return chain.base().events().stream()
        .anyMatch(e ->
            e.statement().equals(suspect.statement())
                && e.frame() == suspect.frame()
                && e.index() != suspect.index()
                && right.contains(e.value()));
  }

  /// What comes into it from the round before, if that is no more than this is: `dh = dhs[t] +
  /// dh_next` is right where nothing does.
  private Event carried(Chain.Link link, List<Event> suspects) {
    return chain.parents(link.function()).stream()
        .map(Chain.Link::event)
        .filter(e -> suspects.contains(e) && e.frame() == link.event().frame())
        .filter(e -> !e.statement().equals(link.event().statement()))
        .filter(e -> !right.contains(e.value()) && !isRightElsewhere(e))
        .findFirst()
        .orElse(link.event());
  }

  /// Where that is computed which a statement only adds, scales or returns, and which is no
  /// multiple of what it should be: of `G[i] -= g` it is `g` that is wrong.
  private Span computed(Judgement wrong, Span place) {
    Span found = place;
    for (int k = 0; k < DEPTH && wrong.outcome() == Judgement.Outcome.DIFFERENT; k++) {
      String name = carried(statements.at(found));
      Span now = found;
      Event user =
          chain.base().events().reversed().stream()
              .filter(e -> e.statement().equals(now))
              .findFirst()
              .orElse(null);
      Event made = user == null || name.isEmpty() ? null : last(user, name);
      if (made == null
          || made.isHanded()
          || made.statement().equals(found)
          || right.contains(made.value())
          || isForward(made, wrong)) {
        break;
      }
      found = made.statement();
    }
    return found;
  }

  private static final int DEPTH = 4; // names for one thing

  /// The name of all that a statement adds, scales or returns; empty if it computes more.
  private static String carried(@Nullable Statement statement) {
    return switch (statement) {
      case Statement.AugmentedAssign a
          when a.operator() == Expression.Operator.ADD
              || a.operator() == Expression.Operator.SUBTRACT ->
          name(a.value());
      case Statement.AugmentedAssign a
          when a.target() instanceof Expression.Name && scales(a.operator()) ->
          name(a.target());
      case Statement.Assign a -> name(a.value());
      case Statement.Return(Expression value, _) when value != null -> name(value);
      case null, default -> "";
    };
  }

  private static String name(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> id;
      case Expression.Unary u when u.operator() == Expression.UnaryOperator.MINUS ->
          name(u.operand());
      case Expression.Binary b when b.operator() == Expression.Operator.DIVIDE ->
          isPlain(b.right()) ? name(b.left()) : "";
      default -> "";
    };
  }

  private static boolean scales(Expression.Operator operator) {
    return operator == Expression.Operator.MULTIPLY || operator == Expression.Operator.DIVIDE;
  }

  private static boolean isPlain(Expression divisor) {
    return divisor instanceof Expression.Name
        || divisor instanceof Expression.Attribute
        || divisor instanceof Expression.Call
        || isNumber(divisor);
  }

  private Span made(Judgement wrong, List<Event> suspects) {
    boolean ours = wrong.claim().event().target().endsWith("__"); // a call behind the program
    if (ours) {
      for (Event suspect : suspects) {
        if (suspect.target().equals(wrong.claim().name())) {
          return suspect.statement();
        }
      }
      for (Event suspect : suspects) {
        if (suspect.kind() == Event.Kind.RETURN) {
          return said(made(suspect));
        }
      }
    }
    Event bound = bound(wrong);
    return (isForward(bound, wrong) ? bound : made(bound)).statement();
  }

  /// Where the wrong entries are set, and few others: of `dx[range(n), y] -= 1` before `dx /= n`
  /// the first is wrong if all other entries are right. Null if all of them are wrong, or set
  /// together.
  private @Nullable Event entries(Judgement wrong) {
    Claim claim = wrong.claim();
    if (wrong.reading() == null || wrong.pair() == null || claim.isStep()) {
      return null;
    }
    List<Event> events = claim.group().events();
    double[] written = judge.written(claim).getFirst().re();
    Set<Integer> differ = Support.different(written, judge.right(wrong).getFirst().re());
    differ.removeAll(new Triangular(chain, judge).outside(wrong));
    Map<Span, Set<Integer>> set = new LinkedHashMap<>(); // in all rounds of a loop
    Map<Span, Event> last = new HashMap<>();
    for (int k = 1; k < events.size() && !differ.isEmpty(); k++) {
      Event event = events.get(k);
      set.computeIfAbsent(event.statement(), _ -> new HashSet<>()).addAll(set(claim, k));
      last.put(event.statement(), event);
    }
    Event found = null;
    int least = written.length;
    for (Map.Entry<Span, Set<Integer>> one : set.entrySet()) {
      if (one.getValue().containsAll(differ) && one.getValue().size() < least) {
        found = last.get(one.getKey());
        least = one.getValue().size();
      }
    }
    return found;
  }

  /// The entries that a statement of a gradient sets.
  private Set<Integer> set(Claim claim, int k) {
    try {
      return Support.different(values(claim, k), values(claim, k + 1));
    } catch (LeibnizException e) {
      return Set.of(); // it has no value there, so nothing is known of it
    }
  }

  /// What a gradient is at the first point behind its first statements.
  private double[] values(Claim claim, int statements) {
    Group all = claim.group();
    Group some = new Group(all.frame(), all.target(), all.events().subList(0, statements));
    Claim then = new Claim(some, claim.said(), claim.pairs(), claim.name(), claim.before());
    return judge.written(then).getFirst().re();
  }

  /// Whether it begins as what the loss is made of: of `dscores = p.copy()` it is not `p` that is
  /// wrong.
  private boolean isForward(Event bound, Judgement wrong) {
    Chain.Link link = chain.link(bound.value());
    return link != null
        && wrong.claim().pairs().stream()
            .flatMap(p -> p.loss().parts().stream())
            .anyMatch(part -> chain.isMadeOf(part.function(), link));
  }

  /// Where a gradient is made that is returned up to a factor: `return sign * dz`.
  private Span said(Event returned) {
    if (statements.at(returned.statement()) instanceof Statement.Return(Expression.Binary b, _)) {
      for (Expression part : List.of(b.left(), b.right())) {
        boolean named =
            part instanceof Expression.Name(String id, _) && GradientName.of(id) != null;
        Event made = named ? last(returned, Spelled.text(part)) : null;
        if (made != null) {
          return made.statement();
        }
      }
    }
    return returned.statement();
  }

  private @Nullable Event last(Event end, String target) {
    return chain.base().events().subList(0, end.index()).reversed().stream()
        .filter(e -> e.frame() == end.frame() && e.target().equals(target))
        .findFirst()
        .orElse(null);
  }

  /// Where a value is made of which later only entries are set or counted: `dh[h <= 0] = 0`,
  /// `dscores[rows, y] -= 1`; or that is only scaled later, where it is no multiple of what it
  /// should be: `dscores /= np.sqrt(d)`.
  private Event bound(Judgement wrong) {
    Group group = wrong.claim().group();
    for (int k = group.events().size() - 1; k >= 0; k--) {
      Event event = group.events().get(k);
      boolean masks =
          event.kind() == Event.Kind.CHANGE
              && switch (statements.at(event.statement())) {
                case Statement.Assign a -> isNumber(a.value());
                case Statement.AugmentedAssign a ->
                    a.target() instanceof Expression.Subscript && isNumber(a.value());
                case null, default -> false;
              };
      if (!masks && !(k > 0 && scales(wrong, k))) {
        return event;
      }
    }
    return group.last();
  }

  private boolean scales(Judgement wrong, int k) {
    if (wrong.outcome() != Judgement.Outcome.DIFFERENT || wrong.claim().isStep()) {
      return false;
    }
    try {
      return isMultiple(values(wrong.claim(), k + 1), values(wrong.claim(), k));
    } catch (LeibnizException e) {
      return false; // it has no value there, so nothing is known of it
    }
  }

  private static boolean isMultiple(double[] now, double[] before) {
    double factor = 0;
    boolean one = now.length == before.length && now.length > 1;
    for (int i = 0; i < before.length && one; i++) {
      factor = factor == 0 && before[i] != 0 ? now[i] / before[i] : factor;
      one = Math.abs(now[i] - factor * before[i]) <= ROUNDING * Math.abs(now[i]);
    }
    return one && factor != 0;
  }

  private static final double ROUNDING = 1e-9;

  private static boolean isNumber(Expression value) {
    return value instanceof Expression.Int || value instanceof Expression.Float;
  }

  /// Where a value is computed that is only bound once more; not there if it is right there.
  private Event made(Event event) {
    Chain.Link own = chain.link(event.value());
    boolean bound = chain.function(event).head() instanceof Head.Var;
    return bound
            && own != null
            && own.event().index() < event.index()
            && !right.contains(event.value())
        ? own.event()
        : event;
  }
}
