package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Functions and methods the program never calls: they are called with drawn arguments, so that
/// what they bind can be seen.
final class Uncalled {
  private static final int MERGES = 24; // sizes that turn out to be others, in one way

  private final Session session;
  private final Journal journal;
  private final Classes classes;
  private final Scope top;
  private final Map<String, Made> made = new HashMap<>();
  private final Ways ways;
  private final Map<String, Learned.Way> before;
  private final Map<String, Learned.Way> chosen = new HashMap<>();
  private final Map<String, Integer> definitions = new HashMap<>();

  /// What a call made, by the name of the function.
  ///
  /// @param arguments the values of its parameters
  private record Made(
      Statement.Function function,
      Value.Function callable,
      Map<String, Value> arguments,
      Value result) {}

  /// One way that was tried.
  ///
  /// @param number which of them
  /// @param unified sizes that turned out to be others
  private record Trial(
      Map<String, Guess> way,
      int number,
      Map<String, Dim> unified,
      Map<String, Value> arguments,
      @Nullable Value result,
      Set<Problem> problems) {
    boolean isClean() {
      return problems.isEmpty() && result != null;
    }

    Learned.Way learned(Learned.@Nullable Forward forward) {
      return new Learned.Way(number, unified, isClean(), forward);
    }
  }

  /// @param before how functions were called when the program was followed before
  Uncalled(
      Session session,
      Journal journal,
      Classes classes,
      Scope top,
      List<Comment> comments,
      Map<String, Learned.Way> before) {
    this.session = session;
    this.journal = journal;
    this.classes = classes;
    this.top = top;
    this.ways = new Ways(comments);
    this.before = before;
  }

  /// How functions were called.
  Map<String, Learned.Way> chosen() {
    return chosen;
  }

  /// What a definition is called: programs define functions twice.
  private String key(String name) {
    return name + "#" + definitions.merge(name, 1, Integer::sum);
  }

  /// Calls whatever is left.
  void run(List<Statement> program) {
    Set<Span> called = new HashSet<>();
    journal.frames().forEach(f -> called.add(f.definition()));
    ways.of(program, journal.events());
    for (Statement statement : program) {
      if (session.bounds().isSpent()) {
        return;
      }
      switch (statement) {
        case Statement.Function f when !called.contains(f.span()) -> {
          Scope.Binding bound = top.find(f.name());
          if (bound != null && bound.value() instanceof Value.Function function) {
            function(f, function, "", List.of());
          }
        }
        case Statement.ClassDefinition c -> type(c, called);
        default -> {}
      }
    }
  }

  // --- classes -------------------------------------------------------------------------------

  private void type(Statement.ClassDefinition c, Set<Span> called) {
    Scope.Binding bound = top.find(c.name());
    List<Statement.Function> left = new ArrayList<>();
    for (Statement statement : c.body()) {
      if (statement instanceof Statement.Function f
          && !called.contains(f.span())
          && !f.name().startsWith("__")
          && !isAbstract(f)) {
        left.add(f);
      }
    }
    left.sort((a, b) -> Integer.compare(Pairs.order(a.name()), Pairs.order(b.name())));
    if (left.isEmpty() || bound == null || !(bound.value() instanceof Value.ClassObject type)) {
      return;
    }
    Value self = instance(type, c);
    if (self == null) {
      return;
    }
    while (!left.isEmpty()) {
      Statement.Function f = next(left, self, c);
      left.remove(f);
      if (journal.frames().stream().anyMatch(frame -> frame.definition().equals(f.span()))) {
        continue; // another one called it
      }
      Value member = type.members().get(f.name());
      Value.Function function =
          member instanceof Value.Descriptor d
              ? d.function()
              : member instanceof Value.Function m ? m : null;
      if (function != null && !session.bounds().isSpent()) {
        boolean alone =
            member instanceof Value.Descriptor d && d.role() == Value.Descriptor.Role.STATIC;
        Trial trial = function(f, function, c.name() + ".", alone ? List.of() : List.of(self));
        self = trial == null || alone ? self : trial.arguments.getOrDefault("self", self);
      }
    }
  }

  /// The first method that finds the attributes it reads: `fit` makes what `predict` needs.
  private static Statement.Function next(
      List<Statement.Function> left, Value self, Statement.ClassDefinition c) {
    Set<String> made = new HashSet<>();
    for (Statement s : c.body()) {
      if (s instanceof Statement.Function f) {
        made.addAll(assigned(f));
      }
    }
    if (self instanceof Value.Instance known) {
      made.removeAll(known.attributes().keySet());
    }
    for (Statement.Function f : left) {
      Set<String> own = assigned(f);
      if (made.stream().noneMatch(name -> !own.contains(name) && reads(f, name))) {
        return f;
      }
    }
    return left.getFirst();
  }

  /// The attributes a method gives values to.
  private static Set<String> assigned(Statement.Function f) {
    Set<String> names = new HashSet<>();
    Walk.statements(
        f.body(),
        s -> {
          if (s instanceof Statement.Assign a) {
            a.targets().forEach(t -> attributes(t, names));
          }
        });
    return names;
  }

  private static void attributes(Expression target, Set<String> names) {
    switch (target) {
      case Expression.Attribute a -> names.add(a.name());
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> attributes(e, names));
      default -> {}
    }
  }

  private static boolean reads(Statement.Function f, String name) {
    boolean[] found = new boolean[1];
    Walk.expressions(
        f.body(), e -> found[0] |= e instanceof Expression.Attribute a && a.name().equals(name));
    return found[0];
  }

  /// An object to call methods of.
  private @Nullable Value instance(Value.ClassObject type, Statement.ClassDefinition c) {
    Value.Instance self = new Value.Instance(type, new LinkedHashMap<>());
    Statement.Function initialise = null;
    for (Value.ClassObject one : type.order()) {
      if (one.members().get("__init__") instanceof Value.Function f
          && f.body() instanceof Closure closure) {
        initialise = closure.function();
        if (initialise != null) {
          return constructed(initialise, f, self, key(c.name() + ".__init__"));
        }
      }
    }
    return classes.callable(type, c.span()) == null ? null : self;
  }

  private @Nullable Value constructed(
      Statement.Function f, Value.Function function, Value self, String key) {
    Trial trial = repeated(f, function, List.of(self), Map.of(), key, true);
    if (trial == null) {
      trial = tried(f, function, List.of(self), Map.of(), true);
      if (trial == null) {
        return null;
      }
      if (!trial.isClean()) {
        trial = failed(f, function, List.of(self), trial);
      }
    }
    if (trial.isClean()) {
      assume(f, trial.way);
    }
    chosen.put(key, trial.learned(null));
    return trial.arguments.get("self");
  }

  private static boolean isAbstract(Statement.Function f) {
    for (Statement statement : f.body()) {
      boolean nothing =
          statement instanceof Statement.Pass
              || statement instanceof Statement.Raise
              || statement instanceof Statement.Evaluate(Expression.Str _, _)
              || statement instanceof Statement.Evaluate(Expression.Ellipsis _, _);
      if (!nothing) {
        return false;
      }
    }
    return true;
  }

  // --- functions -----------------------------------------------------------------------------

  /// @return the call that worked, or that went furthest; null if none was tried
  private @Nullable Trial function(
      Statement.Function f, Value.Function function, String owner, List<Value> self) {
    if (!(function.body() instanceof Closure) || isAbstract(f) || Generators.yields(f.body())) {
      return null;
    }
    String key = key(owner + f.name());
    Learned.Way known = before.get(key);
    Map<String, Guess> paired = paired(f, owner);
    Trial trial =
        known != null && known.forward() != null
            ? again(f, function, owner, self, key, known)
            : repeated(f, function, self, paired, key, false);
    if (trial == null) {
      trial = tried(f, function, self, paired, false);
      if (trial == null || !trial.isClean()) {
        Trial other = again(f, function, owner, self, key);
        trial = other == null ? trial : other;
      }
      if (trial == null) {
        return null;
      }
      if (!trial.isClean()) {
        trial = failed(f, function, self, trial);
      }
    }
    if (trial.isClean()) {
      keep(f, function, owner, trial);
    }
    chosen.putIfAbsent(key, trial.learned(null));
    return trial;
  }

  /// The way that went furthest, with its problems told as ours.
  private Trial failed(
      Statement.Function f, Value.Function function, List<Value> self, Trial best) {
    Journal.Mark mark = journal.mark();
    Trial trial = way(f, function, self, best.way, best.number, Map.of());
    journal.remark(mark, trial.problems, f.name());
    return trial;
  }

  /// The call as it was in an earlier run; null if there was none, or it is another one now.
  private @Nullable Trial repeated(
      Statement.Function f,
      Value.Function function,
      List<Value> self,
      Map<String, Guess> paired,
      String key,
      boolean constructing) {
    Learned.Way known = before.get(key);
    List<Map<String, Guess>> all =
        known == null ? List.of() : ways.of(f, self.size(), paired, constructing);
    if (known == null || known.number() >= all.size()) {
      return null;
    }
    Journal.Mark mark = journal.mark();
    Trial trial = way(f, function, self, all.get(known.number()), known.number(), known.unified());
    if (trial.isClean() != known.works()) {
      journal.back(mark);
      return null;
    }
    if (!trial.isClean()) {
      journal.remark(mark, trial.problems, f.name());
    }
    return trial;
  }

  private void keep(Statement.Function f, Value.Function function, String owner, Trial trial) {
    assume(f, trial.way);
    Value result = trial.result;
    if (result != null) {
      made.put(owner + f.name(), new Made(f, function, trial.arguments, result));
      Pairs.named(f, result)
          .forEach((name, value) -> {
            if (value instanceof Value.Dict || value instanceof Value.Listing) {
              ways.returned(name, value);
            }
          });
    }
  }

  /// A backward function that does not work with what its forward function had, with something else
  /// that the forward function works with.
  private @Nullable Trial again(
      Statement.Function f, Value.Function function, String owner, List<Value> self, String key) {
    for (String name : Pairs.forward(f.name())) {
      Made forward = made.get(owner + name);
      if (forward == null || !self.isEmpty()) {
        continue;
      }
      List<Map<String, Guess>> all = ways.of(forward.function, 0, Map.of(), false);
      for (int k = 0; k < all.size() && !session.bounds().isSpent(); k++) {
        Journal.Mark mark = journal.mark();
        Trial first = way(forward.function, forward.callable, List.of(), all.get(k), k, Map.of());
        if (first.isClean() && first.result != null) {
          Map<String, Guess> paired = Pairs.of(f, forward.function, first.arguments, first.result);
          Trial second = tried(f, function, self, paired, false);
          if (second != null && second.isClean()) {
            keep(forward.function, forward.callable, owner, first);
            chosen.put(key, second.learned(new Learned.Forward(name, k, first.unified)));
            return second;
          }
        }
        journal.back(mark);
      }
    }
    return null;
  }

  /// The same as it was in an earlier run; null if it is something else now.
  private @Nullable Trial again(
      Statement.Function f,
      Value.Function function,
      String owner,
      List<Value> self,
      String key,
      Learned.Way known) {
    Learned.Forward as = known.forward();
    Made forward = as == null ? null : made.get(owner + as.name());
    if (as == null || forward == null) {
      return null;
    }
    List<Map<String, Guess>> all = ways.of(forward.function, 0, Map.of(), false);
    if (as.number() >= all.size()) {
      return null;
    }
    Journal.Mark mark = journal.mark();
    Map<String, Guess> way = all.get(as.number());
    Trial first =
        way(forward.function, forward.callable, List.of(), way, as.number(), as.unified());
    if (first.isClean() && first.result != null) {
      Map<String, Guess> paired = Pairs.of(f, forward.function, first.arguments, first.result);
      Trial second = repeated(f, function, self, paired, key, false);
      if (second != null && second.isClean()) {
        keep(forward.function, forward.callable, owner, first);
        chosen.put(key, second.learned(new Learned.Forward(as.name(), as.number(), first.unified)));
        return second;
      }
    }
    journal.back(mark);
    return null;
  }

  /// What the forward function of a backward one has for its parameters.
  private Map<String, Guess> paired(Statement.Function f, String owner) {
    for (String name : Pairs.forward(f.name())) {
      Made forward = made.get(owner + name);
      if (forward != null) {
        return Pairs.of(f, forward.function, forward.arguments, forward.result);
      }
    }
    return Map.of();
  }

  /// Calls a function in the first way that works; if none does, nothing is called, and what comes
  /// back is the way in which least failed.
  private @Nullable Trial tried(
      Statement.Function f,
      Value.Function function,
      List<Value> self,
      Map<String, Guess> paired,
      boolean constructing) {
    Trial best = null;
    List<Map<String, Guess>> all = ways.of(f, self.size(), paired, constructing);
    for (int k = 0; k < all.size(); k++) {
      Journal.Mark mark = journal.mark();
      Trial trial = way(f, function, self, all.get(k), k, Map.of());
      if (trial.isClean()) {
        return trial;
      }
      if (best == null || trial.problems.size() < best.problems.size()) {
        best = trial;
      }
      journal.back(mark);
      if (session.bounds().isSpent()) {
        return null;
      }
    }
    return best;
  }

  private void assume(Statement.Function f, Map<String, Guess> way) {
    List<String> shown = new ArrayList<>();
    way.forEach((name, guess) -> shown.add(name + " " + guess.shown()));
    session.assume(
        "line "
            + f.header().line()
            + ": "
            + f.name()
            + " is never called; it is followed with drawn arguments"
            + (shown.isEmpty() ? "" : ": " + String.join(", ", shown)));
  }

  /// Calls it in one way, sizes being what the body makes them.
  ///
  /// @param known what it is known to make of them
  private Trial way(
      Statement.Function f,
      Value.Function function,
      List<Value> self,
      Map<String, Guess> way,
      int number,
      Map<String, Dim> known) {
    Map<String, Dim> unified = new HashMap<>(known);
    Journal.Mark mark = journal.mark();
    for (int merges = 0; ; merges++) {
      Arguments arguments = new Arguments(session, unified);
      Map<String, Value> values = new LinkedHashMap<>();
      if (!self.isEmpty()) {
        String name =
            f.parameters().list().isEmpty() ? "self" : f.parameters().list().get(0).name();
        values.put(name, self.get(0));
      }
      way.forEach((name, guess) -> {
        Value value = arguments.of(guess, f.header());
        if (value != null) {
          values.put(name, value);
        }
      });
      Map<String, Value> own = Modules.copied(values, session, f.header());
      Value result = null;
      session.sizes().leave(arguments.free(), arguments.stated());
      try {
        result = called(f, function, own);
      } catch (Sizes.Unify same) {
        boolean ours =
            arguments.free().contains(same.symbol()) || arguments.stated().contains(same.symbol());
        if (merges < MERGES && ours) {
          unified.replaceAll((_, size) -> same.in(size));
          unified.put(same.symbol(), same.size());
          journal.back(mark);
          continue;
        }
        throw same;
      } catch (LeibnizException e) {
        journal.failed(e);
      } catch (Faults.Raised e) {
        journal.failed(e.problem().raise());
      } catch (Faults.Silenced e) {
        // what failed was said
      } finally {
        session.sizes().leave(Set.of(), Set.of());
        session.bounds().reset();
        journal.resume(0);
      }
      if (!self.isEmpty()) {
        own.putIfAbsent("self", own.values().iterator().next());
      }
      return new Trial(way, number, unified, own, result, journal.since(mark));
    }
  }

  private Value called(Statement.Function f, Value.Function function, Map<String, Value> values) {
    List<Value.Argument> arguments = new ArrayList<>();
    for (Expression.Parameter parameter : f.parameters().list()) {
      Value value = values.get(parameter.name());
      boolean rest =
          parameter.kind() == Expression.ParameterKind.STAR
              || parameter.kind() == Expression.ParameterKind.DOUBLE_STAR;
      if (value != null && !rest) {
        Value.Operand operand = new Value.Operand(value, parameter.span(), parameter.name(), null);
        boolean named =
            parameter.kind() == Expression.ParameterKind.KEYWORD || !arguments.isEmpty();
        arguments.add(new Value.Argument(named ? parameter.name() : "", operand, parameter.span()));
      }
    }
    journal.draws();
    Span at = f.header();
    journal.begin(at);
    return function.body().call(new Value.Call(f.name(), at, at, arguments), session);
  }
}
