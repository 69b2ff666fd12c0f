package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Runs statements in the reader's sense: names get values, and values are expressions.
final class Runner implements Evaluator.Host {
  private final Session session;
  private final Ledger ledger;
  private final Journal journal;
  private final Excerpts excerpts;
  private final Evaluator evaluator;
  private final Annotations annotations;
  private final Definitions definitions;
  private final Asserts asserts;
  private final Targets targets;
  private final Lost lost;
  private final Rounds rounds;
  private final Imports imports;
  private final Branches branches;
  private final Attempts attempts;
  private final Deletions deletions;
  private Value shown = Value.Single.NONE; // of the last expression that stood alone
  private final Scope prelude = new Scope(null);
  private final Map<String, Value> preludeFunctions = new HashMap<>();

  /// Bodies of functions and classes.
  private final class Inner implements Definitions.Bodies {
    @Override
    public Value function(List<Statement> body, Scope scope) {
      Activation activation = new Activation(scope, body);
      Value.Listing yields = Value.Listing.of(List.of());
      boolean generator = Generators.yields(body);
      if (generator) {
        scope.bind(Generators.NAME, yields, body.get(0).span());
      }
      Regions.Mark mark = session.regions().mark();
      try {
        if (run(body, activation) != Flow.RETURN) {
          run(activation.exit, activation); // a loop without another end was left by it
        }
      } finally {
        session.regions().back(mark);
      }
      return generator ? yields : branches.result(activation);
    }

    @Override
    public void type(List<Statement> body, Scope scope) {
      run(body, new Activation(scope));
    }

    @Override
    public Value lambda(Expression body, Scope scope) {
      return returned(body, scope);
    }
  }

  Runner(Session session, Ledger ledger, Journal journal, Excerpts excerpts) {
    this.session = session;
    this.ledger = ledger;
    this.journal = journal;
    this.excerpts = excerpts;
    this.evaluator = new Evaluator(session, this, excerpts);
    this.definitions = new Definitions(session, evaluator, journal, new Inner());
    this.asserts = new Asserts(session, evaluator, journal);
    this.lost = new Lost(session, evaluator);
    this.targets = new Targets(session, evaluator, ledger, journal);
    Declarations declarations = new Declarations(session, evaluator, ledger);
    this.annotations = new Annotations(session, evaluator, declarations, targets, journal);
    this.rounds = new Rounds(session, evaluator);
    this.imports = new Imports(this::prelude);
    this.branches = new Branches(session, evaluator, journal, this::run);
    this.attempts = new Attempts(session, evaluator, targets, this::run);
    this.deletions = new Deletions(session, evaluator);
  }

  /// What the last expression that stood alone is.
  Value shown() {
    return shown;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /// Runs one statement of the program itself.
  void top(Statement statement, Scope scope) {
    session.bounds().reset();
    attempts.reset();
    if (Tried.is(statement)) {
      tried(statement, new Activation(scope));
      return;
    }
    if (run(statement, new Activation(scope)) == Flow.RETURN) {
      throw Faults.refused("return stands outside a function", statement.span()).raise();
    }
  }

  /// What a statement that failed would have named has no value.
  void broken(Statement statement, Scope scope) {
    lost.broken(statement, scope);
  }

  /// The block an `if` at top level takes: its statements are read like those of the program.
  List<Statement> taken(Statement.If statement, Scope scope) {
    session.bounds().reset();
    return block(statement, scope);
  }

  private List<Statement> block(Statement.If statement, Scope scope) {
    for (Statement.Branch branch : statement.branches()) {
      if (evaluator.holds(branch.test(), "this `if`", scope)) {
        return branch.body();
      }
    }
    return statement.orElse();
  }

  private Flow run(List<Statement> body, Activation activation) {
    for (int k = 0; k < body.size(); k++) {
      Statement statement = body.get(k);
      if (Tried.is(statement)) {
        tried(statement, activation);
        continue;
      }
      activation.rest = body.subList(k + 1, body.size());
      Flow flow =
          session.follows() && !attempts.isTrying()
              ? carriedOn(statement, activation)
              : run(statement, activation);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  /// A statement that may fail unseen ([Options#TRIED]).
  private void tried(Statement statement, Activation activation) {
    if (session.isTrying()) {
      return; // what is tried may call the function it stands in
    }
    Bounds.Depth depth = session.bounds().depth();
    session.trying(true);
    try {
      run(statement, activation);
    } catch (LeibnizException
        | Faults.Raised
        | Faults.Silenced
        | Sizes.Unify
        | Sizes.Shorten
        | Whole.Found
        | Counts.Found e) {
      lost.broken(statement, activation.scope);
    } finally {
      session.trying(false);
      session.bounds().resume(depth);
    }
  }

  /// Where a program is followed, a statement that fails costs only what it would have named.
  private Flow carriedOn(Statement statement, Activation activation) {
    Bounds.Depth depth = session.bounds().depth();
    try {
      return run(statement, activation);
    } catch (LeibnizException e) {
      if (e.problems().get(0).code() == Code.LBZ007) {
        throw e;
      }
      Counting.check(e, session);
      journal.failed(e instanceof Misfit ? e : session.asFollowed(e));
    } catch (Faults.Silenced e) {
      // that was said already
    }
    session.bounds().resume(depth);
    lost.broken(statement, activation.scope);
    if (statement instanceof Statement.Return) {
      activation.result = Value.Broken.BROKEN;
      return Flow.RETURN;
    }
    if (Walk.mayReturn(statement)) {
      activation.result = Value.Broken.BROKEN; // and not None: it may have returned there
    }
    return Flow.NEXT;
  }

  /// Whether it is how long something is. What is as long as the program says stays so, and nothing
  /// that is counted by it may be taken smaller.
  private static boolean isLength(Expression value) {
    boolean[] found = new boolean[1];
    Walk.expression(
        value,
        e ->
            found[0] |=
                e instanceof Expression.Name(String name, _) && name.equals("len")
                    || e instanceof Expression.Attribute(_, String part, _, _)
                        && (part.equals("shape") || part.equals("size")));
    return found[0];
  }

  /// Whether it is a tuple that was made before, or an element of one. What is to be a size there
  /// is one since then; the others may be of the shape of an array that has plain numbers.
  private boolean isOfTuple(Expression value, Value made, Scope scope) {
    return switch (value) {
      case Expression.Name _, Expression.Attribute _ -> made instanceof Value.Tuple;
      case Expression.Subscript(var whole, _, _) -> {
        boolean element = made instanceof Value.Number || made instanceof Value.Tuple;
        yield element && evaluator.quietly(whole, scope) instanceof Value.Tuple;
      }
      default -> false;
    };
  }

  private Flow run(Statement statement, Activation activation) {
    Span span = statement.span();
    Scope scope = activation.scope;
    session.bounds().step(span);
    session.bounds().enter(span);
    Span before = journal.begin(span);
    Flow flow = Flow.NEXT;
    switch (statement) {
      case Statement.Evaluate(var value, _) -> {
        shown = Value.Single.NONE;
        if (Effects.ignored(value, scope)) {
          show(List.of(value), scope);
        } else if (!targets.sets(value, scope)) {
          shown = evaluator.of(value, scope);
          targets.settle(value, scope);
          targets.appended(value, scope);
        }
      }
      case Statement.Assign(var to, var value, _) -> {
        Value made = evaluator.of(value, scope);
        journal.values(value.span());
        boolean sizes = !isLength(value) && !isOfTuple(value, made, scope);
        to.forEach(target -> targets.assign(target, made, scope, span, sizes));
      }
      case Statement.AugmentedAssign s -> targets.augment(s, scope);
      case Statement.AnnotatedAssign s -> annotations.run(s, scope);
      case Statement.Delete(var all, _) -> all.forEach(target -> deletions.delete(target, scope));
      case Statement.Print p -> show(p.values(), scope);
      case Statement.Pass _ -> {}
      case Statement.Break _ -> flow = Flow.BREAK;
      case Statement.Continue _ -> flow = Flow.CONTINUE;
      case Statement.Return(var value, _) -> {
        activation.result = value == null ? Value.Single.NONE : returned(value, activation);
        flow = Flow.RETURN;
      }
      case Statement.Global(var names, _) -> names.forEach(scope::declareGlobal);
      case Statement.Nonlocal(var names, _) -> names.forEach(scope::declareOuter);
      case Statement.Assert s -> asserts.run(s, scope);
      case Statement.Import s -> imports.run(s, scope);
      case Statement.ImportFrom s -> imports.run(s, scope);
      case Statement.If s -> flow = branches.run(s, activation);
      case Statement.For s -> flow = loop(s, activation);
      case Statement.While s -> flow = loop(s, activation);
      case Statement.Function f -> definitions.function(f, scope);
      case Statement.Raise s -> throw Handlers.raised(s);
      case Statement.Try s -> flow = attempts.attempt(s, activation);
      case Statement.With s -> flow = attempts.within(s, activation);
      case Statement.ClassDefinition s -> definitions.type(s, scope);
    }
    session.bounds().leave();
    journal.begin(before);
    return flow;
  }

  /// Functions that are called only where something is shown can be seen at work there; what fails
  /// in such a call is no more than not shown. What it bound before is taken back, and may have had
  /// values that were asked for in place of others: no function is called with what came of it.
  private void show(List<Expression> values, Scope scope) {
    if (!session.follows() || session.isTrying()) {
      return;
    }
    for (Expression.Call call : Shown.calls(values, scope, journal)) {
      Journal.Mark mark = journal.mark();
      Wanted.Mark wanted = journal.wanted().mark();
      int frame = journal.frame();
      Bounds.Depth depth = session.bounds().depth();
      try {
        evaluator.of(call, scope);
      } catch (LeibnizException | Faults.Raised | Faults.Silenced e) {
        if (journal.events().size() > mark.events()) {
          journal.wanted().back(wanted);
        }
        journal.back(mark);
        journal.resume(frame);
        session.bounds().resume(depth);
      }
    }
  }

  // --- loops ---------------------------------------------------------------------------------

  private Flow loop(Statement.For loop, Activation activation) {
    Scope scope = activation.scope;
    Value.Operand iterable = evaluator.operand(loop.iterable(), scope);
    Value own = evaluator.classes().special(iterable.value(), "__iter__", List.of(), loop.header());
    Value.Operand each = own == null ? iterable : new Value.Operand(own, iterable.span(), "", null);
    for (Sequences.Round one : rounds.followed(loop, Sequences.rounds(each, session), scope)) {
      journal.values(loop.header());
      journal.quiet(true);
      session
          .regions()
          .unconditionally(
              () -> targets.assign(loop.target(), one.value(), scope, loop.header(), false));
      journal.quiet(false);
      Flow flow = round(activation, () -> branches.round(loop, one.condition(), activation));
      if (flow == Flow.BREAK) {
        return Flow.NEXT;
      }
      if (flow == Flow.RETURN) {
        return flow;
      }
    }
    return run(loop.orElse(), activation);
  }

  private Flow round(Activation activation, Supplier<Flow> body) {
    Regions.Mark mark = session.regions().mark();
    activation.loops++;
    try {
      return body.get();
    } finally {
      activation.loops--;
      session.regions().back(mark);
    }
  }

  private Flow loop(Statement.While loop, Activation activation) {
    int passed = session.luck().passed();
    try {
      return rounds(loop, activation);
    } finally {
      session.luck().back(passed);
    }
  }

  private Flow rounds(Statement.While loop, Activation activation) {
    int round = 0;
    while (rounds.goesOn(loop, round++, activation.scope)
        && evaluator.holds(loop.test(), "this `while`", activation.scope)) {
      session.bounds().step(loop.header());
      List<Integer> before = rounds.collected(loop, activation.scope);
      Flow flow = round(activation, () -> run(loop.body(), activation));
      session.luck().round(before, rounds.collected(loop, activation.scope));
      if (flow == Flow.BREAK) {
        return Flow.NEXT;
      }
      if (flow == Flow.RETURN) {
        return flow;
      }
    }
    return run(loop.orElse(), activation);
  }

  // --- functions -----------------------------------------------------------------------------

  private Value returned(Expression value, Activation activation) {
    boolean partly = session.regions().isOpenIn(activation.scope) || !activation.returned.isEmpty();
    return partly ? evaluator.of(value, activation.scope) : returned(value, activation.scope);
  }

  private Value returned(Expression value, Scope scope) {
    Value made = session.follows() ? parts(value, scope) : evaluator.of(value, scope);
    return Prelude.isHere(value.span().file())
        ? made
        : journal.bind(Event.Kind.RETURN, "return", null, made, value.span());
  }

  /// Of a tuple the parts that have a value, where others have none.
  private Value parts(Expression value, Scope scope) {
    if (!(value instanceof Expression.Tuple(var elements, _))
        || elements.stream().anyMatch(e -> e instanceof Expression.Starred)) {
      return evaluator.of(value, scope);
    }
    List<Value> each = new ArrayList<>();
    for (Expression element : elements) {
      try {
        each.add(evaluator.of(element, scope));
      } catch (Faults.Silenced e) {
        each.add(Value.Broken.BROKEN);
      }
    }
    return new Value.Tuple(each);
  }

  @Override
  public Value.Function lambda(Expression.Lambda lambda, Scope scope) {
    return definitions.lambda(lambda, scope);
  }

  @Override
  public @Nullable Value prelude(String name) {
    Statement.Function f = Prelude.functions().get(name);
    if (f == null) {
      return null;
    }
    Value known = preludeFunctions.get(name);
    if (known == null) {
      Prelude.sources().forEach(excerpts::add);
      Scope own = new Scope(prelude);
      definitions.function(f, own);
      Scope.Binding made = own.find(f.name());
      known = made == null ? Value.Single.NONE : made.value();
      preludeFunctions.put(name, known);
    }
    return known;
  }

  @Override
  public Set<String> preludeNames() {
    return Prelude.names();
  }

  @Override
  public void assign(Expression target, Value value, Scope scope, Span span) {
    targets.assign(target, value, scope, span, false);
  }

  @Override
  public void change(Value.Tensor array, Value to, Expression by, Scope scope, Span span) {
    targets.change(array, to, by, scope, span);
  }

  @Override
  public Value stored(Value.Path path, Value value, Span span) {
    return ledger.define(path, value, span);
  }
}
