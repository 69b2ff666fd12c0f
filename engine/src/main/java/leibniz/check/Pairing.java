package leibniz.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Functions that pull cotangents back, and the functions whose results these belong to:
/// `affine_backward(dout, cache)` and `affine_forward(x, w, b)`.
final class Pairing {
  private final Chain chain;
  private final Run run;
  private final Stacked stacked;
  private final DrawnCotangents drawn;
  private final Map<Integer, Loss> known = new HashMap<>();
  private final Set<Integer> none = new HashSet<>();

  Pairing(Chain chain) {
    this.chain = chain;
    this.run = chain.base();
    this.stacked = new Stacked(chain);
    this.drawn = new DrawnCotangents(chain);
  }

  /// What the gradients of a call are of, if it is handed cotangents; else null.
  @Nullable Loss of(int frame) {
    Loss loss = known.get(frame);
    if (loss == null && none.add(frame)) {
      Frame call = run.following().frames().get(frame);
      loss = find(call);
      loss = loss == null ? stacked.of(call) : loss;
      loss = loss == null ? drawn.of(frame) : loss;
      if (loss != null) {
        known.put(frame, loss);
      }
    }
    return loss;
  }

  /// What a gradient is of that was made where the steps of an episode go back, and is kept
  /// elsewhere; else null.
  @Nullable Loss ofEpisode(Event gradient) {
    Chain.Link link = chain.link(gradient.value());
    Frame made = link == null ? null : run.frame(link.event());
    return made == null || made.id() == gradient.frame() ? null : stacked.of(made);
  }

  /// The arguments of the call whose result a call is handed the cotangent of.
  List<Event> arguments(int frame) {
    Loss loss = of(frame);
    if (loss == null) {
      return List.of();
    }
    return chain.occurrences().in(loss.event().frame()).stream()
        .filter(Event::isHanded)
        .filter(e -> e.target().matches("\\w+"))
        .toList();
  }

  private @Nullable Loss find(Frame frame) {
    List<Event> own = chain.occurrences().in(frame.id());
    List<Event> cotangents =
        own.stream()
            .filter(e ->
                e.kind() == Event.Kind.ARGUMENT
                    || e.kind() == Event.Kind.INPUT && (frame.drawn() || isHanded(e, frame)))
            .filter(e -> e.target().matches("\\w+(?:\\[\\d+\\])?"))
            .filter(e -> e.value().rank() > 0 || isOneNumber(e, frame))
            .filter(e -> isCotangent(e.target()))
            .toList();
    if (cotangents.isEmpty()) {
      return null;
    }
    Frame forward = forward(frame, own);
    if (forward == null) {
      return null;
    }
    List<Event> results =
        chain.occurrences().in(forward.id()).stream()
            .filter(e -> !isCotangent(e.target()))
            .toList();
    List<Loss.Part> parts = new ArrayList<>();
    Event end = null;
    String name = "";
    for (Event cotangent : cotangents) {
      int place = cotangents.indexOf(cotangent);
      Event result = isShared(cotangent, forward) ? null : result(cotangent, place, results);
      if (result != null) {
        Expr function = chain.variable(result.value());
        parts.add(new Loss.Part(function, cotangent(cotangent, result)));
        end = result;
        name = called(result, cotangent, forward);
      }
    }
    Set<Expr> ends = new HashSet<>();
    for (Event event : chain.occurrences().in(forward.id())) {
      if (event.isHanded() && event.value().constant() == null) {
        ends.add(chain.variable(event.value()));
      }
    }
    return end == null ? null : new Loss(name, end, parts, ends);
  }

  private static String called(Event result, Event cotangent, Frame forward) {
    GradientName said = GradientName.of(cotangent.target());
    if (result.frame() != forward.id() && said != null) { // it is handed to another call
      return said.wrt().getFirst();
    }
    return result.target().startsWith("return") ? forward.function() : result.target();
  }

  /// Whether it is one number, and no `delta=1.0`, nor drawn for want of anything that fits.
  private boolean isOneNumber(Event cotangent, Frame frame) {
    boolean fits = !frame.drawn() || !run.isBroken(frame.id(), Integer.MAX_VALUE);
    return cotangent.value().constant() == null && fits;
  }

  /// Whether the function is handed it, too, as the `delta` of `huber(r, delta)`: then it is no
  /// cotangent of its result.
  private boolean isShared(Event cotangent, Frame forward) {
    return chain.occurrences().in(forward.id()).stream()
        .filter(Event::isHanded)
        .anyMatch(e -> e.target().equals(cotangent.target()));
  }

  /// Whether random data is drawn where the call is written: `cell.backward(np.random.randn(n,
  /// d))`.
  private static boolean isHanded(Event input, Frame frame) {
    return frame.call() != null
        && input.statement().line() <= frame.call().line()
        && frame.call().endLine() <= input.statement().endLine();
  }

  /// The cotangent as a function of nothing that is differentiated: an input, or a link.
  private Expr cotangent(Event cotangent, Event result) {
    Expr variable = chain.variable(cotangent.value());
    return Build.broadcast(variable, result.value().shape());
  }

  private static boolean isCotangent(String target) {
    GradientName name = GradientName.of(target);
    return name != null || COTANGENTS.contains(target);
  }

  private static final Set<String> COTANGENTS =
      Set.of(
          "upstream",
          "g",
          "v",
          "d_out",
          "output_error",
          "dp",
          "cotangent",
          "error_out",
          "error",
          "eta");

  /// What a cotangent is by: what is called as its name says, or the result in its place.
  private @Nullable Event result(Event cotangent, int place, List<Event> results) {
    GradientName said = GradientName.of(cotangent.target());
    List<String> names = said == null ? List.of() : said.wrt();
    boolean one = !GradientName.Key.of(cotangent.target()).index().isEmpty();
    Event found = one ? returned(cotangent, results) : null; // of `dhs` there are more
    if (found != null) {
      return found;
    }
    Event last = returned(cotangent, results);
    if (last != null && isCalled(last, names)) {
      return last;
    }
    for (Event event : results) {
      boolean fits = event.value().shape().equals(cotangent.value().shape());
      boolean named =
          names.contains(GradientName.Key.of(event.target()).last())
              && event.kind() != Event.Kind.ARGUMENT;
      if (fits && named) {
        found = event;
      }
    }
    if (found != null) {
      return found;
    }
    if (names.stream().anyMatch(name -> SCORES.matcher(name).matches())) {
      for (Event event : results) {
        boolean fits = event.value().shape().equals(cotangent.value().shape());
        Event scores = fits && event.kind() == Event.Kind.RETURN ? scores(event) : null;
        if (scores != null) {
          return scores;
        }
      }
    }
    for (Event event : results) {
      boolean fits = event.value().shape().equals(cotangent.value().shape());
      if (place > 0 && event.target().equals("return[" + place + "]") && fits) {
        return event;
      }
    }
    return last == null ? kept(cotangent, results) : last;
  }

  /// Whether the caller gives what is returned one of these names: after `h = cell.forward(x)`,
  /// `dh` is by that, and not by the `h` that each round begins with there.
  private boolean isCalled(Event returned, List<String> names) {
    int caller = run.frame(returned).caller();
    return chain.occurrences().of(returned.value()).stream()
        .filter(e -> e.index() > returned.index() && e.frame() == caller)
        .filter(e -> e.kind() == Event.Kind.ASSIGN)
        .anyMatch(e -> names.contains(GradientName.Key.of(e.target()).last()));
  }

  /// What is returned, or the one in the same place of a list of results.
  private static @Nullable Event returned(Event cotangent, List<Event> results) {
    String part = GradientName.Key.of(cotangent.target()).index();
    for (Event event : results) {
      boolean fits = event.value().shape().equals(cotangent.value().shape());
      boolean first =
          event.target().equals("return" + part) || event.target().equals("return[0]" + part);
      if (event.kind() == Event.Kind.RETURN && first && fits) {
        return event;
      }
    }
    return null;
  }

  private static final Pattern SCORES = Pattern.compile("(?i)logits?|scores?|pre_?act\\w*");

  /// What a squashing function makes a result of: of `return sigmoid(h @ w)` it is `h @ w` that
  /// `dlogit` is the cotangent of. Null if the result is made in another way.
  private @Nullable Event scores(Event result) {
    Chain.Link link = chain.link(result.value());
    if (link == null || !isSquashed(link.function())) {
      return null;
    }
    for (Event event : run.events().subList(0, result.index()).reversed()) {
      boolean bound = event.kind() != Event.Kind.RETURN && chain.link(event.value()) != null;
      if (bound
          && event.value().shape().equals(result.value().shape())
          && chain.variables(link.function()).equals(Set.of(chain.variable(event.value())))) {
        return event;
      }
    }
    return null;
  }

  private static boolean isSquashed(Expr function) {
    return function.any(e -> e.head() instanceof Head.Map m && SQUASHING.contains(m.op().name()));
  }

  private static final Set<String> SQUASHING = Set.of("exp", "sigmoid", "tanh");

  /// What a function keeps last in its object that returns nothing: `self.output = …`.
  private static @Nullable Event kept(Event cotangent, List<Event> results) {
    Event last = null;
    for (Event event : results) {
      if (event.kind() == Event.Kind.RETURN) {
        return null;
      }
      boolean fits = event.value().shape().equals(cotangent.value().shape());
      boolean attribute = event.kind() == Event.Kind.ASSIGN && event.target().startsWith("self.");
      last = fits && attribute ? event : last;
    }
    return last;
  }

  private @Nullable Frame forward(Frame backward, List<Event> own) {
    Set<Expr> seen = new HashSet<>();
    own.forEach(e -> seen.add(e.value()));
    Set<Integer> self = self(own);
    List<Frame> all =
        run.following().frames().stream()
            .filter(f ->
                f.id() != backward.id() && PairNames.arePaired(f.function(), backward.function()))
            .toList();
    List<Frame> same =
        all.stream()
            .filter(f -> !Collections.disjoint(self(chain.occurrences().in(f.id())), self))
            .toList();
    List<Frame> some = all.isEmpty() ? alone(backward, self) : same;
    Frame best = null;
    long most = -1;
    for (Frame frame : some.isEmpty() ? all : some) {
      long shared =
          chain.occurrences().in(frame.id()).stream()
              .filter(e -> seen.contains(e.value()))
              .map(Event::value)
              .distinct()
              .count();
      if (shared > most || shared == most && frame.id() < backward.id()) {
        best = frame;
        most = shared;
      }
    }
    return best;
  }

  /// The calls of the only other method that the same object is computed with: `step` beside
  /// `back`.
  private List<Frame> alone(Frame backward, Set<Integer> self) {
    List<Frame> all =
        run.following().frames().stream()
            .filter(f -> f.id() != backward.id())
            .filter(f -> PairNames.mayBePaired(f.function(), backward.function()))
            .filter(f -> !Collections.disjoint(self(chain.occurrences().in(f.id())), self))
            .toList();
    return all.stream().map(Frame::function).distinct().count() == 1 ? all : List.of();
  }

  /// The objects whose attributes a call gives values: of two layers of one class, each goes back
  /// through its own.
  private static Set<Integer> self(List<Event> events) {
    return events.stream()
        .filter(e -> e.target().startsWith("self.") && e.owner() != 0)
        .map(Event::owner)
        .collect(Collectors.toSet());
  }
}
