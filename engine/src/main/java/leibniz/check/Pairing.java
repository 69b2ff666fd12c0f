package leibniz.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
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
  private static final List<List<String>> WORDS =
      List.of(
          List.of("backward", "forward"),
          List.of("_backward", ""),
          List.of("backward_", ""),
          List.of("backward", "__call__"),
          List.of("bprop", "fprop"),
          List.of("backprop", "forward"),
          List.of("backprop", "feedforward"),
          List.of("backprop", "feed_forward"),
          List.of("backprop", "forward_prop"),
          List.of("backprop", "fprop"),
          List.of("back_prop", "forward_prop"),
          List.of("back_prop", "forward"),
          List.of("back_propagation", "forward_propagation"),
          List.of("back_propagation", "forward"),
          List.of("backpropagation", "forward"),
          List.of("backpropagate", "forward"),
          List.of("backpropagate", "feedforward"),
          List.of("back_propagate", "forward"),
          List.of("back_propagate", "feed_forward"),
          List.of("backward", "call"),
          List.of("backward", "apply"),
          List.of("backward", "predict"),
          List.of("_bwd", "_fwd"),
          List.of("bwd", "fwd"),
          List.of("_back", "_forward"),
          List.of("_back", ""),
          List.of("_vjp", ""),
          List.of("_grad", ""),
          List.of("_backprop", ""),
          List.of("backprop_", ""),
          List.of("back_", "forward_"),
          List.of("grad_", ""),
          List.of("backward_pass", "forward_pass"),
          List.of("d", ""));

  private final Chain chain;
  private final Run run;
  private final Map<Integer, Loss> known = new HashMap<>();
  private final Set<Integer> none = new HashSet<>();

  Pairing(Chain chain) {
    this.chain = chain;
    this.run = chain.base();
  }

  /// What the gradients of a call are of, if it is handed cotangents; else null.
  @Nullable Loss of(int frame) {
    Loss loss = known.get(frame);
    if (loss == null && none.add(frame)) {
      loss = find(run.following().frames().get(frame));
      if (loss != null) {
        known.put(frame, loss);
      }
    }
    return loss;
  }

  /// The arguments of the call whose result a call is handed the cotangent of.
  List<Event> arguments(int frame) {
    Loss loss = of(frame);
    if (loss == null) {
      return List.of();
    }
    return chain.occurrences().in(loss.event().frame()).stream()
        .filter(e -> e.kind() == Event.Kind.ARGUMENT || e.kind() == Event.Kind.INPUT)
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
      boolean handed = event.kind() == Event.Kind.ARGUMENT || event.kind() == Event.Kind.INPUT;
      if (handed && event.value().constant() == null) {
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
        .filter(e -> e.kind() == Event.Kind.ARGUMENT || e.kind() == Event.Kind.INPUT)
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
    Event returned = returned(cotangent, results);
    return returned == null ? kept(cotangent, results) : returned;
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
    return function.inOrder().stream()
        .anyMatch(e -> e.head() instanceof Head.Map m && SQUASHING.contains(m.op().name()));
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
            .filter(f -> f.id() != backward.id() && pairs(f.function(), backward.function()))
            .toList();
    List<Frame> same =
        all.stream()
            .filter(f -> !Collections.disjoint(self(chain.occurrences().in(f.id())), self))
            .toList();
    Frame best = null;
    long most = -1;
    for (Frame frame : same.isEmpty() ? all : same) {
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

  /// The objects whose attributes a call gives values: of two layers of one class, each goes back
  /// through its own.
  private static Set<Integer> self(List<Event> events) {
    return events.stream()
        .filter(e -> e.target().startsWith("self.") && e.owner() != 0)
        .map(Event::owner)
        .collect(Collectors.toSet());
  }

  private static boolean pairs(String forward, String backward) {
    Matcher other = WAY.matcher(backward);
    return arePair(forward, backward) || other.matches() && arePair(forward, other.group(1));
  }

  /// Another way to write the same function: `batchnorm_backward_alt`.
  private static final Pattern WAY =
      Pattern.compile("(.+)_(?:alt|naive|fast|slow|simple|vectorized|vec|loops?|v\\d|\\d)");

  private static boolean arePair(String forward, String backward) {
    int dot = backward.lastIndexOf('.') + 1;
    String scope = backward.substring(0, dot);
    String name = backward.substring(dot);
    for (List<String> words : WORDS) {
      if (name.contains(words.getFirst())
          && forward.equals(scope + name.replaceFirst(words.getFirst(), words.getLast()))) {
        return true;
      }
    }
    return false;
  }
}
