package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
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
  private final Declarations declarations;
  private final Targets targets;
  private final Imports imports;
  private Value shown = Value.Single.NONE; // of the last expression that stood alone
  private final Scope prelude = new Scope(null);
  private final Map<String, Value> preludeFunctions = new HashMap<>();

  /// What comes after a statement.
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE,
    RETURN
  }

  /// One run of a function's body, or of the program.
  private static final class Frame {
    private final Scope scope;
    private Value result = Value.Single.NONE;

    Frame(Scope scope) {
      this.scope = scope;
    }
  }

  Runner(Session session, Ledger ledger, Journal journal, Excerpts excerpts) {
    this.session = session;
    this.ledger = ledger;
    this.journal = journal;
    this.excerpts = excerpts;
    this.evaluator = new Evaluator(session, this, excerpts);
    this.declarations = new Declarations(session, evaluator, ledger);
    this.targets = new Targets(session, evaluator, ledger, journal);
    this.imports = new Imports(this::prelude);
  }

  /// What the last expression that stood alone is.
  Value shown() {
    return shown;
  }

  /// Runs one statement of the program itself.
  void top(Statement statement, Scope scope) {
    session.bounds().reset();
    Frame frame = new Frame(scope);
    if (run(statement, frame) == Flow.RETURN) {
      throw Faults.refused("return stands outside a function", statement.span()).raise();
    }
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

  private Flow run(List<Statement> body, Frame frame) {
    for (Statement statement : body) {
      Flow flow = run(statement, frame);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow run(Statement statement, Frame frame) {
    Span span = statement.span();
    Scope scope = frame.scope;
    session.bounds().step(span);
    session.bounds().enter(span);
    Span before = journal.begin(span);
    Flow flow = Flow.NEXT;
    switch (statement) {
      case Statement.Evaluate(var value, _) -> {
        shown = Value.Single.NONE;
        if (!Effects.ignored(value, scope)) {
          shown = evaluator.of(value, scope);
          targets.settle(value, scope);
        }
      }
      case Statement.Assign(var to, var value, _) -> {
        Value made = evaluator.of(value, scope);
        journal.values(value.span());
        boolean shape =
            value instanceof Expression.Attribute(_, String name, _, _) && name.equals("shape");
        to.forEach(target -> targets.assign(target, made, scope, span, !shape));
      }
      case Statement.AugmentedAssign s -> targets.augment(s, scope);
      case Statement.AnnotatedAssign s -> annotated(s, scope);
      case Statement.Delete(var all, _) -> all.forEach(target -> delete(target, scope));
      case Statement.Pass _, Statement.Print _ -> {}
      case Statement.Break _ -> flow = Flow.BREAK;
      case Statement.Continue _ -> flow = Flow.CONTINUE;
      case Statement.Return(var value, _) -> {
        frame.result = value == null ? Value.Single.NONE : returned(value, scope);
        flow = Flow.RETURN;
      }
      case Statement.Global(var names, _) -> names.forEach(scope::declareGlobal);
      case Statement.Nonlocal(var names, _) -> names.forEach(scope::declareOuter);
      case Statement.Assert s -> claim(s, scope);
      case Statement.Import s -> imports.run(s, scope);
      case Statement.ImportFrom s -> imports.run(s, scope);
      case Statement.If s -> flow = run(block(s, scope), frame);
      case Statement.For s -> flow = loop(s, frame);
      case Statement.While s -> flow = loop(s, frame);
      case Statement.Function f -> define(f, scope);
      case Statement.Raise s ->
          throw Faults.refused("the program raises an exception here", s.span()).raise();
      case Statement.Try s -> throw refused("try", s.header());
      case Statement.With s -> throw refused("with", s.header());
      case Statement.ClassDefinition s ->
          throw Faults.refused("classes are not read yet", s.header())
              .help("write what " + s.name() + " computes as functions of arrays")
              .raise();
    }
    session.bounds().leave();
    journal.begin(before);
    return flow;
  }

  private static RuntimeException refused(String word, Span span) {
    return Faults.refused("`" + word + "` is not read", span)
        .help("take the block out of it, or derive from a program without it")
        .raise();
  }

  // --- loops ---------------------------------------------------------------------------------

  private Flow loop(Statement.For loop, Frame frame) {
    Value.Operand iterable = evaluator.operand(loop.iterable(), frame.scope);
    for (Value element : Sequences.elements(iterable, session)) {
      targets.assign(loop.target(), element, frame.scope, loop.header(), false);
      Flow flow = run(loop.body(), frame);
      if (flow == Flow.BREAK) {
        return Flow.NEXT;
      }
      if (flow == Flow.RETURN) {
        return flow;
      }
    }
    return run(loop.orElse(), frame);
  }

  private Flow loop(Statement.While loop, Frame frame) {
    while (evaluator.holds(loop.test(), "this `while`", frame.scope)) {
      session.bounds().step(loop.header());
      Flow flow = run(loop.body(), frame);
      if (flow == Flow.BREAK) {
        return Flow.NEXT;
      }
      if (flow == Flow.RETURN) {
        return flow;
      }
    }
    return run(loop.orElse(), frame);
  }

  // --- declarations and claims ---------------------------------------------------------------

  private void annotated(Statement.AnnotatedAssign s, Scope scope) {
    if (!(s.target() instanceof Expression.Name(String name, Span span))) {
      throw Faults.refused("a shape is declared of a name only", s.target().span()).raise();
    }
    Expression value = s.value();
    boolean loads = value != null && Declarations.loads(value);
    if (value == null || loads) {
      Value declared = declarations.declared(name, s.annotation(), scope, span);
      if (declared == null) {
        throw declarations.notShape(name, s.annotation());
      }
      journal.declared(name, declared, span);
      scope.bind(name, declared, span);
      return;
    }
    Shape shape = declarations.shapeOf(s.annotation(), scope);
    Value made = evaluator.of(value, scope);
    if (shape != null && made instanceof Value.Tensor t) {
      if (!Tensors.same(t.shape(), shape, session)) {
        throw Problem.error(
                leibniz.ir.Code.LBZ103,
                name + " is declared " + shape + ", the value has shape " + t.shape(),
                value.span(),
                t.shape().toString())
            .also(s.annotation().span(), shape.toString())
            .raise();
      }
    }
    targets.assign(s.target(), made, scope, s.span(), true);
  }

  /// An assert is a claim: one that is known to be false is told, any other is passed over. Where
  /// the program is followed, it is written down and the run goes on.
  private void claim(Statement.Assert s, Scope scope) {
    if (Claims.declares(s.test())) {
      return;
    }
    boolean holds;
    try {
      holds = evaluator.holds(s.test(), "this assert", scope);
    } catch (leibniz.ir.LeibnizException e) {
      return; // it is about values, or about sizes that have none
    }
    if (journal.isOn()) {
      stated(s.test(), holds);
      return;
    }
    if (!holds) {
      throw Faults.unfit("this assert does not hold" + sides(s.test(), scope), s.test().span())
          .raise();
    }
  }

  private void stated(Expression test, boolean holds) {
    if (test instanceof Expression.Compare(var first, var comparisons, Span span)
        && comparisons.size() == 1
        && comparisons.get(0).operator() == Expression.Comparator.EQUAL) {
      String right = evaluator.written(comparisons.get(0).right());
      journal.claim(evaluator.written(first), right, holds, span);
    }
  }

  private String sides(Expression test, Scope scope) {
    if (!(test instanceof Expression.Compare c) || c.comparisons().size() != 1) {
      return "";
    }
    String left = Sequences.text(evaluator.of(c.first(), scope), c.span(), session);
    Expression other = c.comparisons().get(0).right();
    return ": " + left + " and " + Sequences.text(evaluator.of(other, scope), c.span(), session);
  }

  private void delete(Expression target, Scope scope) {
    if (!(target instanceof Expression.Name(String name, _))) {
      throw Faults.refused("del is read of names only", target.span()).raise();
    }
    scope.unbind(name);
  }

  // --- functions -----------------------------------------------------------------------------

  private Value returned(Expression value, Scope scope) {
    Value made = evaluator.of(value, scope);
    return Prelude.isHere(value.span().file())
        ? made
        : journal.bind(Event.Kind.RETURN, "return", null, made, value.span());
  }

  private void define(Statement.Function f, Scope scope) {
    if (!f.decorators().isEmpty()) {
      throw Faults.refused("decorators are not read", f.decorators().get(0).span()).raise();
    }
    List<Statement> body = f.body();
    Value function =
        function(
            f.name(),
            f.parameters(),
            f.span(),
            scope,
            inner -> {
              Frame frame = new Frame(inner);
              run(body, frame);
              return frame.result;
            });
    scope.bind(f.name(), function, f.nameSpan());
  }

  @Override
  public Value.Function lambda(Expression.Lambda lambda, Scope scope) {
    return function(
        "this lambda",
        lambda.parameters(),
        lambda.span(),
        scope,
        inner -> returned(lambda.body(), inner));
  }

  private Value.Function function(
      String name,
      Expression.Parameters parameters,
      Span definition,
      Scope scope,
      Closure.Body body) {
    Map<String, Value> defaults = new HashMap<>();
    for (Expression.Parameter parameter : parameters.list()) {
      Expression value = parameter.value();
      if (value != null) {
        defaults.put(parameter.name(), evaluator.of(value, scope));
      }
    }
    Closure closure =
        new Closure(name, parameters.list(), defaults, scope, body, definition, journal);
    return new Value.Function(name, closure);
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
      define(f, own);
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
  public Value stored(Value.Path path, Value value, Span span) {
    return ledger.define(path, value, span);
  }

  /// The names a statement would give, for when it fails.
  static List<Expression.Name> names(Statement statement) {
    List<Expression.Name> names = new ArrayList<>();
    Walk.statements(
        List.of(statement),
        s -> {
          switch (s) {
            case Statement.Assign a -> a.targets().forEach(t -> Targets.names(t, names));
            case Statement.AugmentedAssign a -> Targets.names(a.target(), names);
            case Statement.AnnotatedAssign a -> Targets.names(a.target(), names);
            case Statement.For f -> Targets.names(f.target(), names);
            case Statement.Function f -> names.add(new Expression.Name(f.name(), f.nameSpan()));
            case Statement.ClassDefinition c ->
                names.add(new Expression.Name(c.name(), c.nameSpan()));
            case Statement.Import i ->
                i.names().forEach(n -> names.add(new Expression.Name(n.bound(), n.span())));
            case Statement.ImportFrom i ->
                i.names().forEach(n -> names.add(new Expression.Name(n.bound(), n.span())));
            default -> {}
          }
        });
    return names;
  }
}
