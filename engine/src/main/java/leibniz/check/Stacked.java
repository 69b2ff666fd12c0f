package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.op.Slice;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Functions that go back through many calls at once: `policy_forward(x)` is called once a step,
/// and `policy_backward(eph, epdlogp)` is handed what the steps of an episode were stacked in.
/// Gradients there are of the sum over the steps of cotangents times the scores of the step.
final class Stacked {
  private final Chain chain;

  Stacked(Chain chain) {
    this.chain = chain;
  }

  /// What the gradients of a call are of, if it is handed such stacks; else null.
  @Nullable Loss of(Frame backward) {
    List<Event> handed =
        chain.occurrences().in(backward.id()).stream()
            .filter(e -> e.kind() == Event.Kind.ARGUMENT && e.value().rank() > 0)
            .toList();
    for (Event cotangent : handed) {
      List<String> names = by(cotangent.target());
      OptionalLong steps = cotangent.value().shape().get(0).constant();
      List<Frame> calls = names.isEmpty() ? List.of() : calls(backward, handed, cotangent);
      if (!calls.isEmpty()
          && cotangent.value().rank() <= 2
          && steps.equals(OptionalLong.of(calls.size()))
          && handed.stream().allMatch(e -> e.equals(cotangent) || isOf(calls, e))) {
        return of(chain.variable(cotangent.value()), names, calls);
      }
    }
    return null;
  }

  private static final Pattern COTANGENT = Pattern.compile("(?:ep|all|batch)?_?(d\\w+)");

  /// Whether something is called like what is handed back for all steps of an episode.
  static boolean isOfEpisode(String target) {
    return target.startsWith("ep") && !by(target).isEmpty();
  }

  /// What a stack of cotangents is by, as its name says: `logp` of `epdlogp` and of `dlogps`.
  private static List<String> by(String target) {
    Matcher m = COTANGENT.matcher(target);
    GradientName said = m.matches() ? GradientName.of(m.group(1)) : null;
    List<String> names = new ArrayList<>();
    if (said != null) {
      for (String name : said.wrt()) {
        names.add(name);
        names.add(name.replaceFirst("s$", ""));
      }
    }
    return names;
  }

  /// The calls that the rows of something handed come from, in their order.
  private List<Frame> calls(Frame backward, List<Event> handed, Event cotangent) {
    List<Frame> frames = chain.base().following().frames();
    for (Event stack : handed) {
      List<Frame> calls =
          rows(stack).stream()
              .map(row -> frames.get(row.event().frame()))
              .distinct()
              .sorted(Comparator.comparingInt(Frame::id))
              .toList();
      if (!stack.equals(cotangent)
          && calls.size() > 1
          && calls.stream().allMatch(f -> PairNames.arePaired(f.function(), backward.function()))) {
        return calls;
      }
    }
    return List.of();
  }

  /// What a stack was made of, whatever names it had since.
  private Set<Chain.Link> rows(Event stack) {
    Set<Chain.Link> rows = chain.parents(chain.function(stack));
    while (rows.size() == 1) {
      rows = chain.parents(rows.iterator().next().function());
    }
    return rows;
  }

  /// Whether something handed that has a row for each call has it of that call: an advantage of
  /// each step would be a factor of the cotangents.
  private boolean isOf(List<Frame> calls, Event handed) {
    Expr stack = handed.value();
    if (!stack.shape().get(0).constant().equals(OptionalLong.of(calls.size()))) {
      return true;
    }
    return stack.rank() <= 2
        && IntStream.range(0, calls.size())
            .allMatch(step -> {
              Expr row = row(stack, step);
              return chain.occurrences().in(calls.get(step).id()).stream()
                  .anyMatch(e -> e.value().equals(row));
            });
  }

  private @Nullable Loss of(Expr cotangents, List<String> names, List<Frame> calls) {
    List<Loss.Part> parts = new ArrayList<>();
    Set<Expr> ends = new HashSet<>();
    Event last = null;
    for (Frame call : calls) {
      List<Event> events = chain.occurrences().in(call.id());
      last = scores(events, names);
      Expr row = row(cotangents, parts.size());
      if (last == null) {
        return null;
      }
      boolean bare = last.value().rank() == 0 && row.rank() == 1 && row.shape().get(0).isOne();
      Expr fitted = bare ? Build.reduce(row, List.of(0)) : row;
      if (!fits(fitted, last)) {
        return null;
      }
      Expr cotangent = Build.broadcast(fitted, last.value().shape());
      parts.add(new Loss.Part(chain.variable(last.value()), cotangent));
      events.stream()
          .filter(e -> e.isHanded() && e.value().constant() == null)
          .forEach(e -> ends.add(chain.variable(e.value())));
    }
    return last == null ? null : new Loss(last.target(), last, parts, ends);
  }

  private static boolean fits(Expr row, Event scores) {
    int more = scores.value().rank() - row.rank();
    List<Dim> dims = scores.value().shape().dims();
    return more >= 0
        && dims.subList(0, more).stream().allMatch(Dim::isOne)
        && dims.subList(more, dims.size()).equals(row.shape().dims());
  }

  private static Expr row(Expr stack, int step) {
    Expr last = stack.rank() == 2 ? Build.transpose(stack, List.of(1, 0)) : stack;
    Expr row = Slice.of(last, Dim.of(step), Dim.ONE, 1);
    return Build.reduce(row, List.of(last.rank() - 1));
  }

  private static final Pattern SCORES = Pattern.compile("(?i)logits?|scores?");

  /// What a call computes that is called so, before it is squashed: a logarithm of probabilities
  /// would be something else.
  private @Nullable Event scores(List<Event> events, List<String> names) {
    Event found = null;
    for (Event event : events) {
      String name = event.target();
      boolean named = names.contains(name) || SCORES.matcher(name).matches();
      if (event.kind() == Event.Kind.ASSIGN
          && named
          && !chain.function(event).any(Stacked::isFunction)) {
        found = event;
      }
    }
    return found;
  }

  private static boolean isFunction(Expr e) {
    return e.head() instanceof Head.Map || e.head() instanceof Head.Special;
  }
}
