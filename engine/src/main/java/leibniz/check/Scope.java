package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.trace.Event;

/// What can be named where a statement stands.
///
/// @param alike names of arrays of the same shape as a name
/// @param value names of arrays of the same shape as the value of the statement
/// @param terms names of gradients of that shape
/// @param lists names of lists of arrays
/// @param sizes how sizes are written there: `N`, `x.shape[0]`
/// @param scalars names of numbers
/// @param squared names of what is squared somewhere
/// @param borrowed what the program multiplies with, divides by and adds
/// @param written what the same function writes
/// @param begun whether what the statement binds was bound by another one before
/// @param twins what the statement's name is in other functions
/// @param foreign names of the script in a function that reads none of it
/// @param functions names of the program's functions
record Scope(
    Function<String, List<String>> alike,
    List<String> value,
    List<String> terms,
    List<String> lists,
    List<String> sizes,
    List<String> scalars,
    Set<String> squared,
    Borrowed borrowed,
    Written written,
    boolean begun,
    List<String> twins,
    Set<String> foreign,
    List<String> functions) {
  private static final int NAMES = 16;

  static Scope of(Chain chain, Event suspect, Statements statements, Borrowed borrowed) {
    Span function = chain.base().following().frames().get(suspect.frame()).definition();
    Text text = new Text(chain.base().program().source());
    Written written = Written.of(statements.of(function), text);
    boolean script = suspect.frame() == 0 || readsScript(chain, suspect, written.read());
    List<Event> seen = new ArrayList<>();
    List<Event> everywhere = new ArrayList<>();
    for (Event event : chain.base().events().subList(0, suspect.index()).reversed()) {
      boolean here = event.frame() == suspect.frame() || event.frame() == 0;
      boolean bound =
          switch (event.kind()) {
            case ASSIGN, CHANGE, INPUT, ARGUMENT -> true;
            case RETURN -> false;
          };
      boolean attribute = event.target().startsWith("self.");
      if ((here || attribute)
          && bound
          && !event.target().equals(suspect.target())
          && everywhere.stream().noneMatch(e -> e.target().equals(event.target()))) {
        Event other = varied(event, chain.base());
        everywhere.add(other);
        if (script || attribute || event.frame() != 0) {
          seen.add(other);
        }
      }
    }
    Function<String, List<String>> alike =
        name -> {
          Event own = null;
          for (Event e : everywhere) {
            own = own == null && e.target().equals(name.replace('"', '\'')) ? e : own;
          }
          Shape shape = own == null ? suspect.value().shape() : own.value().shape();
          return names(everywhere, shape, own == null ? suspect.target() : own.target(), true);
        };
    List<String> sizes = new ArrayList<>(statements.sizes(function));
    if (sizes.isEmpty()) {
      sizes.addAll(lengths(seen));
    }
    Set<String> lists = new LinkedHashSet<>(written.lists());
    seen.stream()
        .map(Event::target)
        .filter(t -> t.matches(".*\\w\\[-?\\d+\\]"))
        .map(t -> t.substring(0, t.lastIndexOf('[')))
        .forEach(lists::add);
    return new Scope(
        alike,
        names(seen, suspect.value().shape(), suspect.target(), false),
        terms(seen, suspect),
        lists.stream().limit(NAMES).toList(),
        sizes.subList(0, Math.min(4, sizes.size())),
        List.copyOf(statements.scalars()),
        squared(chain.base().program().source().text()),
        borrowed,
        written,
        isBegun(chain, suspect),
        new Twins(statements, text).of(function, suspect.target()),
        everywhere.stream()
            .filter(e -> !seen.contains(e))
            .map(Event::target)
            .collect(Collectors.toSet()),
        statements.names());
  }

  private static boolean isBegun(Chain chain, Event suspect) {
    return chain.occurrences().in(suspect.frame()).stream()
        .anyMatch(e ->
            e.index() < suspect.index()
                && e.target().equals(suspect.target())
                && !e.statement().equals(suspect.statement()));
  }

  /// Whether a function reads arrays of the script that it is not handed: else none of them is
  /// meant in it.
  private static boolean readsScript(Chain chain, Event suspect, Set<String> read) {
    Set<String> names = new HashSet<>(read);
    for (Event event : chain.base().events().subList(0, suspect.index())) {
      if (event.frame() == suspect.frame()) {
        names.remove(event.target());
      }
    }
    return chain.base().events().subList(0, suspect.index()).stream()
        .anyMatch(e -> e.frame() == 0 && names.contains(e.target()));
  }

  /// How many rows arrays have, each number once.
  private static List<String> lengths(List<Event> seen) {
    Map<Dim, String> lengths = new LinkedHashMap<>();
    for (Event e : nearest(seen, e -> e.value().rank() == 2)) {
      if (e.value().rank() > 0 && e.value().rank() <= 2 && e.target().matches("\\w+")) {
        lengths.putIfAbsent(e.value().shape().dims().getFirst(), e.target() + ".shape[0]");
      }
    }
    return List.copyOf(lengths.values());
  }

  private static Set<String> squared(String source) {
    return SQUARE
        .matcher(source)
        .results()
        .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
        .collect(Collectors.toSet());
  }

  private static final Pattern SQUARE =
      Pattern.compile("((?:self\\.)?[A-Za-z_]\\w*) ?\\*\\* ?2\\b|square\\(((?:self\\.)?\\w+)\\)");

  /// Gradients that may have been left out of a sum.
  private static List<String> terms(List<Event> seen, Event suspect) {
    return seen.stream()
        .filter(e -> e.value().shape().equals(suspect.value().shape()))
        .map(Event::target)
        .filter(t -> GradientName.of(t) != null)
        .distinct()
        .limit(NAMES)
        .toList();
  }

  /// What a name stands for in an earlier round, if it is nothing in the last one: the state before
  /// the first step is all zeros.
  private static Event varied(Event event, Run run) {
    return event.value().rank() == 0 || event.value().constant() == null
        ? event
        : run.events().subList(0, event.index()).stream()
            .filter(e -> e.frame() == event.frame() && e.target().equals(event.target()))
            .filter(e -> e.statement().equals(event.statement()))
            .filter(e -> e.value().constant() == null)
            .filter(e -> e.value().shape().equals(event.value().shape()))
            .findFirst()
            .orElse(event);
  }

  private static List<String> names(List<Event> seen, Shape shape, String but, boolean gradients) {
    Set<String> names = new LinkedHashSet<>();
    Set<Expr> named = new HashSet<>(); // what has a plain name needs none as a part of something
    seen.stream().filter(e -> !e.target().contains("[")).forEach(e -> named.add(e.value()));
    for (Event event : nearest(seen, e -> e.value().shape().equals(shape))) {
      boolean fits = event.value().rank() <= shape.rank() && event.value().constant() == null;
      boolean gradient = GradientName.of(event.target()) != null;
      boolean ours = event.target().endsWith("__"); // in a call behind the end of the program
      boolean writable = !ours && !event.target().toLowerCase(Locale.ROOT).startsWith("return");
      boolean other = !event.target().contains("[") || !named.contains(event.value());
      if (fits && writable && other && (gradients || !gradient) && !event.target().equals(but)) {
        names.add(event.target());
      }
    }
    return names.stream().limit(NAMES).toList();
  }

  /// Sorts what is nearer before the rest.
  private static List<Event> nearest(List<Event> seen, Predicate<Event> near) {
    List<Event> sorted = new ArrayList<>(seen);
    sorted.sort(Comparator.comparing((Event e) -> !near.test(e)));
    return sorted;
  }
}
