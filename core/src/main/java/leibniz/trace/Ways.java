package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// The ways to give a function arguments that the program never calls.
final class Ways {
  private static final int TRIES = 16; // for one function

  private final List<Comment> comments;
  private final Sayings sayings;
  private final Map<String, Value> returned = new HashMap<>(); // lists and dicts, by their names
  private final Map<String, Value> handed = new HashMap<>(); // arrays, by the parameters' names
  private final Map<String, Statement.Function> functions = new HashMap<>();
  private final Map<Statement.Function, Map<String, Shape>> shapes = new IdentityHashMap<>();
  private final Map<Statement.Function, Map<String, Usage>> attributes = new IdentityHashMap<>();
  private final Map<Statement.Function, Map<String, Statement.Function>> methods =
      new IdentityHashMap<>();

  // Who tries one way after the other asks again and again.
  private final Map<Statement.Function, Map<String, Said>> said = new IdentityHashMap<>();
  private final Map<Statement.Function, Map<String, Usage>> uses = new IdentityHashMap<>();
  private final Map<Statement.Function, Guesses> constructed = new IdentityHashMap<>();
  private final Map<Statement.Function, Guesses> called = new IdentityHashMap<>();

  /// @param sayings what is known of texts
  Ways(List<Comment> comments, Sayings sayings) {
    this.comments = comments;
    this.sayings = sayings;
  }

  /// Looks what functions the program has, and what it hands to their parameters.
  void of(List<Statement> program, Journal journal) {
    List<Frame> frames = journal.frames();
    Map<Span, Map<String, Shape>> calls = new HashMap<>();
    for (Event e : journal.events()) {
      if (e.kind() == Event.Kind.ARGUMENT && e.value().rank() > 0) {
        handed.putIfAbsent(e.target(), Value.Tensor.of(e.value()));
        calls
            .computeIfAbsent(frames.get(e.frame()).definition(), _ -> new LinkedHashMap<>())
            .putIfAbsent(e.target(), e.value().shape());
      }
    }
    Walk.statements(
        program,
        s -> {
          if (s instanceof Statement.Function f) {
            functions.putIfAbsent(f.name(), f);
          }
          if (s instanceof Statement.ClassDefinition c) {
            Map<String, Usage> own = Uses.ofAttributes(c);
            Map<String, Statement.Function> beside = new HashMap<>();
            Map<String, Shape> called = new HashMap<>();
            for (Statement member : c.body()) {
              if (member instanceof Statement.Function f) {
                attributes.put(f, own);
                methods.put(f, beside);
                beside.put("self." + f.name(), f);
                calls.getOrDefault(f.span(), Map.of()).forEach(called::putIfAbsent);
                shapes.put(f, called);
              }
            }
          }
        });
  }

  /// A function returned a list or a dict under a name: what others call so may be that.
  void returned(String name, Value value) {
    returned.putIfAbsent(name, value);
  }

  /// Every way to choose, the likeliest first. An array of which nothing is said has the axes that
  /// the program hands to the methods of the same class under that name: all first choices, then
  /// what others of these names are handed, then one other choice at a time.
  ///
  /// @param wanted what the program would hand to some parameters
  /// @param needs what parameters have been seen to have to be
  List<Map<String, Guess>> of(
      Statement.Function f,
      int skipped,
      Map<String, Guess> paired,
      Map<String, Value> wanted,
      Map<String, Need> needs,
      boolean constructing) {
    Guesses guesses = guesses(f, constructing);
    Map<String, List<Guess>> all = new LinkedHashMap<>();
    int position = 0;
    for (Expression.Parameter parameter : f.parameters().list()) {
      boolean rest =
          parameter.kind() == Expression.ParameterKind.STAR
              || parameter.kind() == Expression.ParameterKind.DOUBLE_STAR;
      if (position++ >= skipped && !rest) {
        List<Guess> options = new ArrayList<>(guesses(parameter, guesses, paired));
        Value known = wanted.get(parameter.name());
        if (known != null) {
          options.addFirst(new Guess.Given(known));
        }
        Shape shape = shapes.getOrDefault(f, Map.of()).get(parameter.name());
        if (shape != null && options.getFirst() instanceof Guess.Array guess && guess.isOpen()) {
          options.addFirst(new Guess.Axes(guess.name(), shape, guess.property()));
        }
        all.put(parameter.name(), options);
      }
    }
    needs.forEach((name, need) ->
        all.computeIfPresent(name, (_, now) -> List.of(guesses.needed(name, need, now.get(0)))));
    List<Map<String, Guess>> ways = new ArrayList<>();
    Map<String, Guess> first = new LinkedHashMap<>();
    all.forEach((name, options) -> first.put(name, options.get(0)));
    ways.add(first);
    Map<String, Guess> like = new LinkedHashMap<>(first);
    like.replaceAll((name, guess) -> like(name, guess));
    if (!like.equals(first)) {
      ways.add(like);
    }
    for (int k = 1; k < 3; k++) {
      for (Map.Entry<String, List<Guess>> one : all.entrySet()) {
        if (k < one.getValue().size() && ways.size() < TRIES) {
          Map<String, Guess> way = new LinkedHashMap<>(first);
          way.put(one.getKey(), one.getValue().get(k));
          ways.add(way);
        }
      }
    }
    Map<String, Guess> last = new LinkedHashMap<>();
    all.forEach((name, options) -> last.put(name, options.get(Math.min(1, options.size() - 1))));
    ways.add(last);
    return ways;
  }

  private Guess like(String name, Guess guess) {
    Value array = handed.get(name);
    boolean guessed =
        guess instanceof Guess.Array || guess instanceof Guess.Pack || guess instanceof Guess.Axes;
    return array == null || !guessed ? guess : new Guess.Like(name, array);
  }

  private List<Guess> guesses(
      Expression.Parameter parameter, Guesses guesses, Map<String, Guess> paired) {
    Guess known = paired.get(parameter.name());
    boolean maybe = known instanceof Guess.Like && !Guesses.isGradient(parameter.name());
    if (known != null && !maybe) {
      return List.of(known);
    }
    List<Guess> all = new ArrayList<>();
    if (known != null && !guesses.isLabel(parameter.name())) {
      all.add(known); // what the forward function returned has the shape
    }
    Value container = returned.get(parameter.name());
    if (container != null && parameter.value() == null && guesses.isContainer(parameter.name())) {
      all.add(new Guess.Given(container));
    }
    all.addAll(guesses.of(parameter));
    return all;
  }

  /// What is said of the parameters of a function and done with them, there or in what they are
  /// passed to.
  private Guesses guesses(Statement.Function f, boolean constructing) {
    return (constructing ? constructed : called)
        .computeIfAbsent(f, one -> found(one, constructing));
  }

  private Guesses found(Statement.Function f, boolean constructing) {
    Map<String, Usage> usage = Uses.of(f);
    Map<String, Usage> held = attributes.getOrDefault(f, Map.of());
    Uses.kept(f)
        .forEach((attribute, parameter) -> {
          Usage elsewhere = held.get(attribute);
          if (elsewhere != null) {
            usage.computeIfAbsent(parameter, _ -> new Usage()).also(elsewhere);
          }
        });
    Map<String, Said> known = new LinkedHashMap<>(said(f));
    EndComments.of(f, comments)
        .forEach((name, inside) -> {
          if (usage.getOrDefault(name, Usage.none()).allows(inside)) {
            known.merge(name, inside, (words, own) -> words.dims() == null ? own : words);
          }
        });
    for (Expression.Parameter parameter : f.parameters().list()) {
      Usage own = usage.get(parameter.name());
      if (own == null || known.containsKey(parameter.name())) {
        continue;
      }
      for (Usage.Passed passed : own.passed()) {
        Statement.Function method = methods.getOrDefault(f, Map.of()).get(passed.function());
        Statement.Function to = method == null ? functions.get(passed.function()) : method;
        if (to != null && passed.position() < to.parameters().list().size()) {
          String name = to.parameters().list().get(passed.position()).name();
          Said there = said(to).get(name);
          if (there != null) {
            known.putIfAbsent(parameter.name(), there);
          }
          Usage used = uses.computeIfAbsent(to, Uses::of).get(name);
          if (used != null) {
            own.also(used);
          }
        }
      }
    }
    for (Statement.Function beside : methods.getOrDefault(f, Map.of()).values()) {
      said(beside)
          .forEach((name, there) -> {
            Usage own = usage.get(name); // only one of the methods may have a text
            if (there.dims() != null && own != null && own.allows(there)) {
              known.putIfAbsent(name, there);
            }
          });
    }
    return new Guesses(usage, known, constructing);
  }

  private Map<String, Said> said(Statement.Function f) {
    return said.computeIfAbsent(f, one -> sayings.of(one, comments));
  }
}
