package leibniz.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.trace.Event;

/// What a function is handed whose name has the words of a gradient's, in full or not: of
/// `gradOutsideVecs` it is `outsideVectors`, of `grad_center_vec` it is `center_word_vec`.
final class LikeNamed {
  private static final int LEAST = 3; // letters that a word may be cut short to

  private LikeNamed() {}

  /// The one argument that is named so; nothing if there are more.
  static List<Event> of(Run run, Group gradient, GradientName said) {
    List<String> words = words(said.wrt().getFirst());
    if (said.wrt().getFirst().length() == 1) {
      return initial(run, gradient.last(), said.wrt().getFirst());
    }
    List<Dim> shape = Judge.squeezed(gradient.last().value().shape());
    List<Event> found =
        run.events().stream()
            .filter(e -> e.frame() == gradient.frame())
            .filter(e -> e.kind() == Event.Kind.ARGUMENT || e.kind() == Event.Kind.INPUT)
            .filter(e -> GradientName.of(e.target()) == null)
            .filter(e -> has(words(e.target()), words))
            .filter(e -> Judge.squeezed(e.value().shape()).equals(shape))
            .toList();
    List<Event> begun =
        words.size() == 1
            ? byBegin(run.events(), gradient.last(), said.wrt().getFirst())
            : List.of();
    return begun.isEmpty() && found.size() == 1 ? found : begun;
  }

  /// The one array that is named so and has rows of the shape of a gradient: beside `self.w_main`
  /// and `self.b_main` that of `grad_main` may be by `self.w_main[i]`.
  ///
  /// @param reached whether the loss is made of it
  static List<Event> rows(Run run, Group gradient, GradientName said, Predicate<Event> reached) {
    List<String> words = words(said.wrt().getFirst());
    List<Dim> shape = gradient.last().value().shape().dims();
    Map<Expr, Event> found = new LinkedHashMap<>();
    for (Event event : run.events()) {
      List<Dim> dims = event.value().shape().dims();
      if (!dims.isEmpty()
          && dims.subList(1, dims.size()).equals(shape)
          && GradientName.of(event.target()) == null
          && event.kind() != Event.Kind.RETURN
          && has(words(GradientName.Key.of(event.target()).last()), words)
          && reached.test(event)) {
        found.putIfAbsent(event.value(), event);
      }
    }
    return found.size() == 1 ? List.copyOf(found.values()) : List.of();
  }

  /// Whether the words of a gradient's name are in that of something.
  static boolean agree(Event event, GradientName said) {
    List<String> words = words(GradientName.Key.of(event.target()).last());
    return said.wrt().stream().anyMatch(name -> has(words, words(name)));
  }

  /// What the function of a gradient is handed under the name of several, in the gradient's shape:
  /// `grad_u` is by all `us`, where another function has one `u`.
  static List<Event> several(Run run, Group gradient, String name) {
    return run.events().stream()
        .filter(e -> e.frame() == gradient.frame() && e.kind() == Event.Kind.ARGUMENT)
        .filter(e -> e.target().equals(name + "s"))
        .filter(e -> e.value().shape().equals(gradient.last().value().shape()))
        .toList();
  }

  /// `grad_a` of `triplet_loss(anchor, positive, negative)` is by `anchor`: where the function has
  /// several gradients, each is named by the first letter of one argument.
  private static List<Event> initial(Run run, Event gradient, String letter) {
    List<Event> own = run.events().stream().filter(e -> e.frame() == gradient.frame()).toList();
    Set<Event> handed = new HashSet<>();
    for (Event other : own) {
      GradientName said = GradientName.of(other.target());
      if (said != null && said.strong() && said.wrt().stream().allMatch(w -> w.length() == 1)) {
        said.wrt().forEach(w -> handed.addAll(byBegin(own, other, w)));
      }
    }
    return handed.size() > 1 ? byBegin(own, gradient, letter) : List.of();
  }

  /// The one argument whose name begins as that of a gradient does, `inputVectors` of `gradIn` and
  /// `predicted` of `gradPred`, if it has the shape of the gradient.
  private static List<Event> byBegin(List<Event> all, Event gradient, String begin) {
    List<Event> found =
        all.stream()
            .filter(e -> e.frame() == gradient.frame())
            .filter(e -> e.kind() == Event.Kind.ARGUMENT || e.kind() == Event.Kind.INPUT)
            .filter(
                e -> e.target().toLowerCase(Locale.ROOT).startsWith(begin.toLowerCase(Locale.ROOT)))
            .toList();
    List<Dim> shape = Judge.squeezed(gradient.value().shape());
    return found.size() == 1 && Judge.squeezed(found.getFirst().value().shape()).equals(shape)
        ? found
        : List.of();
  }

  private static boolean has(List<String> all, List<String> words) {
    return words.stream().allMatch(w -> all.stream().anyMatch(a -> isAlike(a, w)));
  }

  /// Whether one is the begin of the other, as `vec` of `vector`; an s at the end is for several.
  private static boolean isAlike(String a, String b) {
    String one = one(a);
    String other = one(b);
    return one.equals(other)
        || Math.min(one.length(), other.length()) >= LEAST
            && (one.startsWith(other) || other.startsWith(one));
  }

  private static String one(String word) {
    return word.length() > LEAST && word.endsWith("s")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  /// `outside`, `vectors` of `outsideVectors` and of `outside_vectors`.
  private static List<String> words(String name) {
    return Arrays.stream(name.split("_|(?<=[a-z0-9])(?=[A-Z])"))
        .filter(w -> !w.isEmpty())
        .map(w -> w.toLowerCase(Locale.ROOT))
        .collect(Collectors.toList());
  }
}
