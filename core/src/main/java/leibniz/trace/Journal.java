package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Renaming;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Writes down what is bound, call by call, when a program is followed ([Trace#following]); and
/// puts values in place of others where that was asked for. Otherwise it does nothing.
final class Journal {
  private static final int MOST = 100_000;
  private static final int DEEP = 4; // containers in one another whose tensors are told

  private final Session session;
  private final Map<Integer, Expr> replacing = new HashMap<>();
  private final Wanted wanted = new Wanted();
  private final List<Event> events = new ArrayList<>();
  private final List<Event> tried = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<Stated> claims = new ArrayList<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final List<Misfit> misfits = new ArrayList<>();
  private final Map<Value, Integer> owners = new IdentityHashMap<>();
  private final Announced announced;
  private final Map<Integer, Map<String, Dim>> handed = new HashMap<>();
  private int frame;
  private boolean drawing;
  private boolean quiet;
  private Span statement;
  private Span expression;

  Journal(Session session, List<Replacement> replacing, String file) {
    this.session = session;
    this.announced = new Announced(session);
    replacing.forEach(r -> this.replacing.put(r.event(), r.value()));
    statement = new Span(file, 1, 1, 1, 1);
    expression = statement;
    frames.add(new Frame(0, 0, "", statement, null, false));
  }

  boolean isOn() {
    return session.follows();
  }

  List<Event> events() {
    return events;
  }

  /// The sizes that functions are handed, by the call and the parameter.
  Map<Integer, Map<String, Dim>> handed() {
    return handed;
  }

  List<Event> tried() {
    return tried;
  }

  List<Frame> frames() {
    return frames;
  }

  List<Stated> claims() {
    return claims;
  }

  Set<Problem> problems() {
    return problems;
  }

  /// A statement failed, and the run goes on after it.
  void failed(LeibnizException e) {
    problems.addAll(e.problems());
    if (e instanceof Misfit misfit) {
      misfits.add(misfit);
    }
  }

  // --- trying --------------------------------------------------------------------------------

  /// A point to go back to.
  record Mark(
      int events,
      int frames,
      int claims,
      int misfits,
      Set<Problem> problems,
      Announced.Mark announced,
      Session.Mark session) {}

  Mark mark() {
    return new Mark(
        events.size(),
        frames.size(),
        claims.size(),
        misfits.size(),
        Set.copyOf(problems),
        announced.mark(),
        session.mark());
  }

  /// Forgets what was written down since.
  void back(Mark mark) {
    events.subList(mark.events, events.size()).clear();
    frames.subList(mark.frames, frames.size()).clear();
    claims.subList(mark.claims, claims.size()).clear();
    misfits.subList(mark.misfits, misfits.size()).clear();
    problems.retainAll(mark.problems);
    announced.back(mark.announced);
    session.back(mark.session);
    frame = 0;
  }

  /// The problems since then.
  Set<Problem> since(Mark mark) {
    Set<Problem> since = new LinkedHashSet<>(problems);
    since.removeAll(mark.problems);
    return since;
  }

  /// The values since then that were of another kind than was needed.
  List<Misfit> misfits(Mark mark) {
    return List.copyOf(misfits.subList(mark.misfits, misfits.size()));
  }

  /// What failed since then is no fault of the program: we called it.
  void remark(Mark mark, Set<Problem> failed, String function) {
    problems.removeAll(since(mark));
    for (Problem problem : failed) {
      problems.add(
          new Problem(
              problem.code(),
              Problem.Level.REMARK,
              function + ", called with drawn arguments: " + problem.headline(),
              problem.marks(),
              problem.notes()));
    }
  }

  /// The calls that could not be made.
  Wanted wanted() {
    return wanted;
  }

  /// The next call is ours.
  void draws() {
    drawing = true;
  }

  // --- where we are --------------------------------------------------------------------------

  /// A statement begins; the one that was running before is returned, to be resumed.
  Span begin(Span span) {
    Span before = statement;
    statement = span;
    expression = span;
    return before;
  }

  /// The statement that runs.
  Span place() {
    return statement;
  }

  /// The expression whose value the targets of this statement get.
  void values(Span span) {
    expression = span;
  }

  /// A call begins; the frame that calls is returned, to be resumed.
  ///
  /// @param call null where we call it
  int enter(String function, Span definition, @Nullable Span call) {
    int before = frame;
    if (isOn()) {
      frame = frames.size();
      frames.add(new Frame(frame, before, function, definition, drawing ? null : call, drawing));
      drawing = false;
    }
    return before;
  }

  int frame() {
    return frame;
  }

  /// Goes on in a frame, or after a statement.
  void resume(int inFrame) {
    frame = inFrame;
  }

  // --- what is bound -------------------------------------------------------------------------

  /// A target gets the value of this statement; what it then stands for.
  Value bind(Event.Kind kind, String target, @Nullable Value owner, Value value) {
    return bind(kind, target, owner, value, expression);
  }

  /// A target gets a value; what it then stands for.
  ///
  /// @param owner the container the target is a part of, or null
  Value bind(Event.Kind kind, String target, @Nullable Value owner, Value value, Span expression) {
    return isOn() ? told(kind, target, owner, value, expression, 0) : value;
  }

  /// A parameter gets the argument of a call. One that counts as a size, is large enough to be
  /// taken smaller, and stands nowhere else, is what the parameter is called, as a written one is
  /// what its name is: `simulate(400, …)` for `def simulate(n, …)`.
  Value argument(String parameter, Value value, Span expression) {
    if (!isOn()) {
      return value;
    }
    Dim size = size(parameter, value);
    if (size != null) {
      handed.computeIfAbsent(frame, _ -> new HashMap<>()).put(parameter, size);
    }
    Value now = size != null && value instanceof Value.Number ? Value.Size.of(size) : value;
    return bind(Event.Kind.ARGUMENT, parameter, null, now, expression);
  }

  private static final Rational LARGE = Rational.of(32);

  private @Nullable Dim size(String parameter, Value value) {
    return switch (value) {
      case Value.Size(Dim dim) -> dim;
      case Value.Number n when isSize(parameter, n) -> {
        long number = n.value().intValue();
        yield n.value().compareTo(LARGE) < 0 || !session.facts().lone().contains(number)
            ? Dim.of(number)
            : session.sizes().named(parameter, number);
      }
      default -> null;
    };
  }

  private boolean isSize(String parameter, Value.Number n) {
    return n.whole() && n.value().isInt() && session.facts().sizes().contains(parameter);
  }

  /// What a view was changed of has a new value, too, if it has a name here.
  void changed(Value.Tensor view, Scope scope) {
    for (Map.Entry<String, Scope.Binding> each : scope.own().entrySet()) {
      if (each.getValue().value() instanceof Value.Tensor t && t.seen().isWholeOf(view.seen())) {
        bind(Event.Kind.CHANGE, each.getKey(), null, t);
        return;
      }
    }
  }

  private Value told(
      Event.Kind kind,
      String target,
      @Nullable Value owner,
      Value value,
      Span expression,
      int depth) {
    if (depth > DEEP) {
      return value;
    }
    return switch (value) {
      case Value.Tensor t -> tensor(kind, target, owner, t, expression);
      case Value.Tuple t -> {
        List<Value> each = new ArrayList<>();
        for (int k = 0; k < t.elements().size(); k++) {
          String part = target + "[" + k + "]";
          each.add(told(kind, part, null, t.elements().get(k), expression, depth + 1));
        }
        yield new Value.Tuple(each, t.names());
      }
      case Value.Listing l -> {
        for (int k = 0; k < l.elements().size(); k++) {
          String part = target + "[" + k + "]";
          Value element = l.elements().get(k);
          l.elements().set(k, told(kind, part, l, element, expression, depth + 1));
        }
        yield l;
      }
      case Value.Dict d -> {
        for (Map.Entry<Object, Value.Dict.Entry> entry : d.entries().entrySet()) {
          Value.Dict.Entry e = entry.getValue();
          String part = target + "[" + Sequences.written(e.key(), expression, session) + "]";
          Value now = told(kind, part, d, e.value(), expression, depth + 1);
          entry.setValue(new Value.Dict.Entry(e.key(), now));
        }
        yield d;
      }
      case Value.Number n -> number(kind, target, owner, n, expression);
      case Value.Size _,
          Value.Bool _,
          Value.Set _,
          Value.Text _,
          Value.Single _,
          Value.Slice _,
          Value.Function _,
          Value.Module _,
          Value.Thing _,
          Value.Foreign _,
          Value.Broken _ ->
          value;
    };
  }

  /// A number is told like a tensor without axes, so that it can be replaced by an input; but not
  /// one that counts or is a size.
  private Value number(
      Event.Kind kind, String target, @Nullable Value owner, Value.Number number, Span expression) {
    if (session.isTrying()) {
      attempted(kind, target, Build.number(number.value()), expression);
      return number;
    }
    if (quiet || events.size() >= MOST || session.facts().sizes().contains(target)) {
      return number;
    }
    Expr value = Build.number(number.value());
    Expr other = replacing.get(events.size());
    record(kind, target, owner, other == null ? value : other, value, expression);
    return other == null ? number : Value.Tensor.of(other);
  }

  /// Numbers are not told for a while: what a loop counts.
  void quiet(boolean now) {
    quiet = now;
  }

  /// While a statement is only tried, nothing of it is told but what its own name gets.
  private void attempted(Event.Kind kind, String target, Expr value, Span expression) {
    if (target.startsWith(Options.TRIED)) {
      tried.add(
          new Event(events.size(), frame, kind, target, 0, value, value, statement, expression));
    }
  }

  private Value.Tensor tensor(
      Event.Kind kind, String target, @Nullable Value owner, Value.Tensor tensor, Span expression) {
    if (session.isTrying()) {
      attempted(kind, target, tensor.expr(), expression);
      return tensor;
    }
    boolean ours =
        kind == Event.Kind.ARGUMENT
            && frames.get(frame).drawn()
            && tensor.expr().head() instanceof Head.Var;
    Event.Kind what = ours || draws(tensor, target) ? Event.Kind.INPUT : kind;
    Expr computed = tensor.expr();
    Expr other = inPlaceOf(computed);
    if (other != null && tensor.within() != null && !other.shape().equals(computed.shape())) {
      other = null; // it was asked for in place of what no mask like this one is taken of
    }
    Value.Tensor result = tensor;
    if (other != null && what == Event.Kind.CHANGE) {
      tensor.change(other, statement);
    } else if (other != null) {
      result = tensor.named(other);
    }
    record(what, target, owner, result.expr(), computed, expression);
    return result;
  }

  /// What was asked for in place of a value. An input has the value's shape: since it was made, two
  /// of its sizes may have turned out to be one.
  private @Nullable Expr inPlaceOf(Expr computed) {
    Expr other = replacing.get(events.size());
    return other != null
            && !other.shape().equals(computed.shape())
            && other.rank() == computed.rank()
        ? other.head() instanceof Head.Var v ? input(v, computed.shape()) : resized(other)
        : other;
  }

  /// With what is known of sizes by now; else these would be asked for again and again.
  private Expr resized(Expr other) {
    Map<Dim, Dim> sizes = session.sizes().unified();
    Renaming renaming = new Renaming(Map.of(), sizes);
    Map<Expr, Expr> inputs = new HashMap<>();
    for (Expr e : other.inOrder()) {
      if (e.head() instanceof Head.Var v) {
        inputs.put(e, input(v, renaming.of(e.shape())));
      }
    }
    return new Renaming(inputs, sizes).of(other);
  }

  private static Expr input(Head.Var v, Shape shape) {
    return Build.var(v.name(), shape, v.properties().toArray(Head.Property[]::new));
  }

  private void record(
      Event.Kind kind,
      String target,
      @Nullable Value owner,
      Expr value,
      Expr computed,
      Span expression) {
    if (events.size() >= MOST) {
      throw Faults.tooLarge("the program binds more than " + MOST + " tensors", statement);
    }
    int number = owner == null ? 0 : owners.computeIfAbsent(owner, _ -> owners.size() + 1);
    events.add(
        new Event(
            events.size(), frame, kind, target, number, value, computed, statement, expression));
  }

  /// A declared input.
  void declared(String target, Value value, Span expression) {
    if (isOn() && value instanceof Value.Listing list) {
      for (int k = 0; k < list.elements().size(); k++) {
        declared(target + "[" + k + "]", list.elements().get(k), expression);
      }
    } else if (isOn() && value instanceof Value.Tensor t) {
      record(Event.Kind.INPUT, target, null, t.expr(), t.expr(), expression);
    }
  }

  // --- random data ---------------------------------------------------------------------------

  /// Random data that is bound becomes an input of the name it is bound to, if the value is made of
  /// nothing else; else each draw is an input of its own.
  ///
  /// @return whether the tensor is that input now
  private boolean draws(Value.Tensor tensor, String target) {
    Announced.Found found = announced.announce(tensor.expr());
    if (found.draws().isEmpty()) {
      return false;
    }
    if (!found.alone() || !Drawn.keeps(tensor.expr())) {
      for (Expr input : found.draws()) {
        Span at = session.unnamed().getOrDefault(input, statement);
        record(Event.Kind.INPUT, input.toString(), null, input, input, at);
      }
      return false;
    }
    Expr input = announced.input(target, tensor.expr());
    found.draws().forEach(draw -> session.counts().named(draw, input));
    tensor.rename(input);
    found.draws().forEach(session.unnamed()::remove);
    return true;
  }

  // --- claims --------------------------------------------------------------------------------

  /// How many asserts about shapes did not hold since.
  int unmet(Mark mark) {
    return (int)
        claims.subList(mark.claims, claims.size()).stream().filter(c -> !c.holds()).count();
  }

  /// An assert about shapes was met.
  void claim(String left, String right, boolean holds, Span span) {
    if (isOn()) {
      claims.add(new Stated(events.size(), frame, left, right, holds, span));
    }
  }
}
