package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Functions and methods the program never calls: they are called with drawn arguments, so that
/// what they bind can be seen.
final class Uncalled {
  private static final int ROUNDS = 3; // for a class

  private final Session session;
  private final Journal journal;
  private final Classes classes;
  private final Scope top;
  private final Map<String, Made> made = new HashMap<>();
  private final Ways ways;
  private final DrawnCalls calls;
  private final DrawnObjects objects;
  private final Map<String, Learned.Way> before;
  private final boolean again;
  private final Map<String, Learned.Way> chosen = new HashMap<>();
  private final Map<String, Integer> definitions = new HashMap<>();
  private @Nullable DrawnCall constructor; // of the class whose methods are called

  /// What a call made, by the name of the function.
  ///
  /// @param arguments the values of its parameters
  private record Made(
      Statement.Function function,
      Value.Function callable,
      Map<String, Value> arguments,
      Value result) {
    DrawnCalls.Callee callee() {
      return DrawnCalls.Callee.of(function, callable, List.of());
    }
  }

  /// @param before how functions were called when the program was followed before
  /// @param again whether it was, without the values that are now put in place of others: what it
  ///   called then itself is not looked at by itself where it stops earlier now
  Uncalled(
      Session session,
      Journal journal,
      Classes classes,
      Scope top,
      List<Comment> comments,
      Map<String, Learned.Way> before,
      boolean again) {
    this.session = session;
    this.journal = journal;
    this.classes = classes;
    this.top = top;
    this.ways = new Ways(comments, session.kept().sayings());
    this.before = before;
    this.again = again;
    this.calls = new DrawnCalls(session, journal, ways, before);
    this.objects = new DrawnObjects(top);
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
    if (again && before.isEmpty()) {
      return;
    }
    ways.of(program, journal);
    Set<Span> called = called();
    for (Statement statement : program) { // what the program would call calls others
      if (statement instanceof Statement.Function f
          && journal.wanted().functions().contains(f.span())) {
        function(f, called);
      }
    }
    Set<Span> then = called();
    for (Statement statement : program) {
      switch (statement) {
        case Statement.Function f -> function(f, then);
        case Statement.ClassDefinition c when !session.bounds().isSpent() -> type(c, then);
        default -> {}
      }
    }
  }

  private Set<Span> called() {
    Set<Span> called = new HashSet<>();
    journal.frames().forEach(f -> called.add(f.definition()));
    return called;
  }

  private void function(Statement.Function f, Set<Span> called) {
    Scope.Binding bound = top.find(f.name());
    if (!called.contains(f.span())
        && !session.bounds().isSpent()
        && bound != null
        && bound.value() instanceof Value.Function function) {
      function(DrawnCalls.Callee.of(f, function, List.of()), "");
    }
  }

  // --- classes -------------------------------------------------------------------------------

  /// Where its methods fail because of what its constructor was handed, that is something else, as
  /// long as less fails so.
  private void type(Statement.ClassDefinition c, Set<Span> called) {
    Journal.Mark mark = journal.mark();
    Map<String, Learned.Way> ways = Map.copyOf(chosen);
    Map<String, Integer> counted = Map.copyOf(definitions);
    Map<String, Need> needs = Map.of();
    Map<String, Need> more = methods(c, called, needs);
    int failed = journal.since(mark).size();
    for (int round = 1; round < ROUNDS && before.isEmpty() && !more.equals(needs); round++) {
      back(mark, ways, counted);
      Map<String, Need> next = methods(c, called, more);
      if (journal.since(mark).size() > failed) {
        back(mark, ways, counted);
        var _ = methods(c, called, needs);
        return;
      }
      failed = journal.since(mark).size();
      needs = more;
      more = next;
    }
  }

  private void back(
      Journal.Mark mark, Map<String, Learned.Way> ways, Map<String, Integer> counted) {
    journal.back(mark);
    chosen.clear();
    chosen.putAll(ways);
    definitions.clear();
    definitions.putAll(counted);
  }

  /// Calls all methods, and says what the parameters of the constructor should have been instead.
  private Map<String, Need> methods(
      Statement.ClassDefinition c, Set<Span> called, Map<String, Need> needs) {
    Scope.Binding bound = top.find(c.name());
    List<Statement.Function> left = MethodOrder.left(c, called);
    if (left.isEmpty() || bound == null || !(bound.value() instanceof Value.ClassObject type)) {
      return needs;
    }
    Value self = instance(type, c.span(), needs);
    if (self == null) {
      return needs;
    }
    int first = journal.frames().size();
    Map<String, Need> more = new LinkedHashMap<>(needs);
    while (!left.isEmpty()) {
      Statement.Function f = MethodOrder.next(left, self, c);
      left.remove(f);
      int from = called.contains(f.span()) ? first : 0;
      if (journal.frames().stream()
          .skip(from)
          .anyMatch(frame -> frame.definition().equals(f.span()))) {
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
        List<Value> of = alone ? List.of() : List.of(self);
        DrawnCall call = function(DrawnCalls.Callee.of(f, function, of), c.name() + ".");
        self =
            call == null || alone
                ? self
                : BrokenParts.restored(self, call.arguments().getOrDefault("self", self));
        if (call != null && constructor != null) {
          Needs.of(call.misfits(), constructor.way(), constructor.arguments())
              .forEach((name, need) -> {
                if (!call.way().containsKey(name)) {
                  more.merge(name, need, Need::and);
                }
              });
        }
      }
    }
    return more;
  }

  /// An object to call methods of.
  ///
  /// @param needs what the parameters of its constructor have been seen to have to be
  private @Nullable Value instance(
      Value.ClassObject type, Span definition, Map<String, Need> needs) {
    constructor = null;
    Value.Instance self = new Value.Instance(type, new LinkedHashMap<>());
    Statement.Function initialise = null;
    for (Value.ClassObject one : type.order()) {
      if (one.members().get("__init__") instanceof Value.Function f
          && f.body() instanceof Closure closure) {
        initialise = closure.function();
        if (initialise != null) {
          DrawnCalls.Callee callee =
              new DrawnCalls.Callee(initialise, f, List.of(self), Map.of(), needs, true);
          return constructed(callee, key(type.name() + ".__init__"));
        }
      }
    }
    return classes.callable(type, definition) == null ? null : self;
  }

  /// An object for a parameter.
  private @Nullable Value object(Value.ClassObject type, Span of) {
    DrawnCall own = constructor;
    Value object = instance(type, of, Map.of());
    constructor = own;
    return object;
  }

  private @Nullable Value constructed(DrawnCalls.Callee callee, String key) {
    DrawnCall call = calls.repeated(callee, key);
    if (call == null) {
      call = calls.tried(callee);
      if (call == null) {
        return null;
      }
      if (!call.isClean()) {
        call = calls.failed(callee, call);
      }
    }
    if (call.isClean()) {
      assume(callee.definition(), call.way());
    }
    chosen.put(key, call.learned(null));
    constructor = call;
    return call.arguments().get("self");
  }

  // --- functions -----------------------------------------------------------------------------

  /// @return the call that worked, or that went furthest; null if none was tried
  private @Nullable DrawnCall function(DrawnCalls.Callee bare, String owner) {
    Statement.Function f = bare.definition();
    if (!(bare.function().body() instanceof Closure)
        || MethodOrder.isAbstract(f)
        || Generators.yields(f.body())) {
      return null;
    }
    String key = key(owner + f.name());
    Learned.Way way = before.get(key);
    if (again && way == null) {
      return null;
    }
    Map<String, Guess> known = objects.of(f, type -> object(type, f.header()));
    known.putAll(paired(f, owner));
    DrawnCalls.Callee callee = bare.paired(known);
    DrawnCall call =
        way != null && way.forward() != null
            ? again(bare, owner, key, way)
            : calls.repeated(callee, key);
    if (call == null) {
      call = calls.tried(callee);
      if (call == null || !call.isClean()) {
        DrawnCall other = again(bare, owner, key);
        call = other == null ? call : other;
      }
      if (call == null) {
        return null;
      }
      if (!call.isClean()) {
        call = calls.failed(callee, call);
      }
    }
    if (call.isClean()) {
      keep(callee, owner, call);
    }
    chosen.putIfAbsent(key, call.learned(null));
    return call;
  }

  private void keep(DrawnCalls.Callee callee, String owner, DrawnCall call) {
    Statement.Function f = callee.definition();
    assume(f, call.way());
    Value result = call.result();
    if (result != null) {
      made.put(owner + f.name(), new Made(f, callee.function(), call.arguments(), result));
      Pairs.named(f, result)
          .forEach((name, value) -> {
            if (value instanceof Value.Dict || value instanceof Value.Listing) {
              ways.returned(name, value);
            }
          });
    }
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

  /// A backward function that does not work with what its forward function had, with something else
  /// that the forward function works with.
  private @Nullable DrawnCall again(DrawnCalls.Callee callee, String owner, String key) {
    for (String name : Pairs.forward(callee.definition().name())) {
      Made forward = made.get(owner + name);
      if (forward == null || !callee.self().isEmpty()) {
        continue;
      }
      int count = calls.ways(forward.callee()).size();
      for (int k = 0; k < count && !session.bounds().isSpent(); k++) {
        Journal.Mark mark = journal.mark();
        Learned.Forward as = new Learned.Forward(name, k, Map.of());
        DrawnCall second = behind(callee, owner, key, as, calls::tried);
        if (second != null) {
          return second;
        }
        journal.back(mark);
      }
    }
    return null;
  }

  /// The same as it was in an earlier run; null if it is something else now.
  private @Nullable DrawnCall again(
      DrawnCalls.Callee callee, String owner, String key, Learned.Way known) {
    Learned.Forward as = known.forward();
    if (as == null) {
      return null;
    }
    Journal.Mark mark = journal.mark();
    DrawnCall second = behind(callee, owner, key, as, c -> calls.repeated(c, key));
    if (second == null) {
      journal.back(mark);
    }
    return second;
  }

  /// A backward function behind a call of its forward function in some way; null if one of them
  /// fails.
  private @Nullable DrawnCall behind(
      DrawnCalls.Callee callee,
      String owner,
      String key,
      Learned.Forward as,
      Function<DrawnCalls.Callee, @Nullable DrawnCall> call) {
    Made forward = made.get(owner + as.name());
    List<Map<String, Guess>> all = forward == null ? List.of() : calls.ways(forward.callee());
    if (forward == null || as.number() >= all.size()) {
      return null;
    }
    DrawnCalls.Callee first = forward.callee();
    DrawnCall ahead = calls.made(first, all.get(as.number()), as.number(), as.unified());
    Value result = ahead.result();
    if (!ahead.isClean() || result == null) {
      return null;
    }
    Map<String, Guess> paired =
        Pairs.of(callee.definition(), forward.function, ahead.arguments(), result);
    DrawnCall second = call.apply(callee.paired(paired));
    if (second == null || !second.isClean()) {
      return null;
    }
    keep(first, owner, ahead);
    chosen.put(key, second.learned(new Learned.Forward(as.name(), as.number(), ahead.unified())));
    return second;
  }

  /// What the forward function of a backward one has for its parameters.
  private Map<String, Guess> paired(Statement.Function f, String owner) {
    for (String name : Pairs.forward(f.name())) {
      Made forward = made.get(owner + name);
      if (forward != null) {
        return Pairs.of(f, forward.function, forward.arguments, forward.result);
      }
      Scope.Binding bound = owner.isEmpty() ? top.find(name) : null;
      if (bound != null
          && bound.value() instanceof Value.Function known
          && known.body() instanceof Closure closure
          && closure.function() != null) {
        Wanted.Made called = journal.wanted().made(closure.definition());
        if (called != null) { // by the program itself
          return Pairs.of(f, closure.function(), called.arguments(), called.result());
        }
      }
    }
    return Map.of();
  }
}
