package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// The sizes that a call can name: `N` and `D` after `N, D = x.shape`, and those of the program
/// around it.
final class LocalSizes {
  private final Map<String, Dim> own = new HashMap<>();
  private final Set<String> bound = new HashSet<>();
  private final Map<String, Dim> ofObject =
      new HashMap<>(); // letters that its arrays are made with
  private final Set<String> symbols;
  private final Set<String> globals = new HashSet<>();
  private final ShapesSoFar shapes;

  private final SizeNames arithmetic;

  private LocalSizes(Set<String> symbols, Run run, Frame frame) {
    this.symbols = symbols;
    this.shapes = ShapesSoFar.of(run, frame);
    this.arithmetic = SizeNames.of(run, this::size);
  }

  static LocalSizes of(Run run, Frame frame, Statements statements) {
    boolean ours = run.isOurs(frame);
    Set<String> symbols = symbols(run, f -> ours ? f.id() == frame.id() : !run.isOurs(f));
    if (!ours) {
      Set<String> others = symbols(run, run::isOurs); // these have sizes of their own
      Set<String> bound = bound(run.program());
      run.following().script().sizes().keySet().stream()
          .filter(name -> !others.contains(name) && bound.contains(name))
          .forEach(symbols::add);
      Set<String> here = symbols(run, f -> f.id() == frame.id());
      Set<String> elsewhere = bound(run.program());
      elsewhere.removeAll(global(run.program().body()));
      symbols.removeIf(name -> elsewhere.contains(name) && !here.contains(name));
    }
    LocalSizes sizes = new LocalSizes(symbols, run, frame);
    sizes.bound.addAll(rebound(run.program().body()));
    sizes.globals.addAll(global(run.program().body()));
    if (statements.at(frame.definition()) instanceof Statement.Function f) {
      f.parameters().list().forEach(p -> sizes.globals.remove(p.name()));
    }
    if (frame.id() != 0) {
      Set<String> letters = ArrayMakers.sizes(statements.of(frame.definition()));
      handed(run, Set.of(frame.id()))
          .forEach((name, size) -> {
            if (isWord(name) || letters.contains(name)) {
              sizes.parameter(name, size);
            }
          });
      sizes.constructed(run, frame, statements);
      for (Statement s : statements.of(frame.definition())) {
        sizes.shapes.reach(s.span().line());
        switch (s) {
          case Statement.Assign(var targets, var value, _) ->
              targets.forEach(t -> sizes.bind(t, value));
          case Statement.AugmentedAssign a when a.target() instanceof Expression.Name ->
              sizes.unbind(a.target());
          case Statement.For f -> sizes.unbind(f.target());
          default -> {}
        }
      }
      sizes.fromConstructors(run, constructors(run, frame), statements);
    }
    return sizes;
  }

  /// The calls that made objects of the class of a method: what they were handed has the same name
  /// there.
  private static Set<Integer> constructors(Run run, Frame frame) {
    return run.following().frames().stream()
        .filter(f -> !frame.scope().isEmpty() && f.scope().equals(frame.scope()))
        .filter(f -> f.name().equals("__init__"))
        .map(Frame::id)
        .collect(Collectors.toSet());
  }

  /// The sizes that an object was made with: of `H = self.H` the constructor says what that is.
  private void constructed(Run run, Frame frame, Statements statements) {
    boolean asked =
        statements.of(frame.definition()).stream()
            .anyMatch(s ->
                s instanceof Statement.Assign(_, Expression value, _)
                    && (isOfObject(value)
                        || value instanceof Expression.Tuple(var all, _)
                            && all.stream().anyMatch(LocalSizes::isOfObject)));
    if (!asked || frame.name().equals("__init__")) {
      return;
    }
    Map<String, Set<@Nullable Dim>> sizes = new HashMap<>();
    for (int call : constructors(run, frame)) {
      LocalSizes there = of(run, run.following().frames().get(call), statements);
      there.bound.stream()
          .filter(name -> name.startsWith(OBJECT))
          .forEach(
              name -> sizes.computeIfAbsent(name, _ -> new HashSet<>()).add(there.own.get(name)));
    }
    sizes.forEach((name, all) -> {
      Dim size = all.size() == 1 ? all.iterator().next() : null;
      if (size != null && bound.add(name)) {
        own.put(name, size);
      }
    });
  }

  private static final String OBJECT = "self.";

  private static boolean isOfObject(Expression e) {
    return e instanceof Expression.Attribute && Spelled.text(e).startsWith(OBJECT);
  }

  /// The parameters that get one whole number: `n_knots` of `def fit(x, n_knots=4)`.
  static Map<String, Dim> handed(Run run, Set<Integer> calls) {
    Map<String, Set<Dim>> sizes = new HashMap<>();
    for (int call : calls) {
      run.following()
          .handed()
          .getOrDefault(call, Map.of())
          .forEach((name, size) -> sizes.computeIfAbsent(name, _ -> new HashSet<>()).add(size));
    }
    for (Event event : run.events()) {
      Rational number = calls.contains(event.frame()) ? event.value().constant() : null;
      if (event.kind() == Event.Kind.ARGUMENT
          && number != null
          && number.isInt()
          && number.signum() > 0
          && event.value().rank() == 0) {
        Dim size = Dim.of(number.intValue());
        sizes.computeIfAbsent(event.target(), _ -> new HashSet<>()).add(size);
      }
    }
    sizes.values().removeIf(all -> all.size() > 1);
    return sizes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().iterator().next()));
  }

  /// A letter may be any number, as `C` of a penalty, where no array is made with it.
  private static boolean isWord(String name) {
    return name.matches("\\w{2,}");
  }

  private void parameter(String name, Dim size) {
    if (bound.add(name)) {
      own.put(name, size);
    }
  }

  /// What the calls that made objects were handed has the same name in their methods.
  private void fromConstructors(Run run, Set<Integer> constructors, Statements statements) {
    Set<String> letters = new HashSet<>();
    for (int call : constructors) {
      Span definition = run.following().frames().get(call).definition();
      letters.addAll(ArrayMakers.sizes(statements.of(definition)));
    }
    handed(run, constructors)
        .forEach((name, size) -> {
          if (isWord(name)) {
            parameter(name, size);
          } else if (letters.contains(name)) {
            ofObject.put(name, size);
          }
        });
  }

  /// The sizes that stand in what some calls bind.
  private static Set<String> symbols(Run run, Predicate<Frame> wanted) {
    Set<String> symbols = new HashSet<>();
    run.events().stream()
        .filter(e -> wanted.test(run.frame(e)))
        .forEach(e -> symbols.addAll(e.value().shape().symbols()));
    return symbols;
  }

  /// The names that a program gives to anything: a size of another name was drawn for a function
  /// that it never calls.
  private static Set<String> bound(Module program) {
    Set<String> names = new HashSet<>();
    for (Statement s : new Statements(program).all()) {
      switch (s) {
        case Statement.Assign a -> a.targets().forEach(t -> collect(t, names));
        case Statement.AnnotatedAssign a -> {
          collect(a.target(), names);
          collect(a.annotation(), names); // a shape names its sizes
        }
        case Statement.For f -> collect(f.target(), names);
        case Statement.Function f -> f.parameters().list().forEach(p -> names.add(p.name()));
        default -> {}
      }
    }
    return names;
  }

  /// The names that are bound outside functions: `n` of another function is not the one here.
  private static Set<String> global(List<Statement> body) {
    Set<String> names = new HashSet<>();
    for (Statement s : body) {
      switch (s) {
        case Statement.Assign a -> a.targets().forEach(t -> collect(t, names));
        case Statement.AnnotatedAssign a -> {
          collect(a.target(), names);
          collect(a.annotation(), names);
        }
        case Statement.Function _, Statement.ClassDefinition _ -> {}
        case Statement.Compound c ->
            c.withBlocks(block -> {
              names.addAll(global(block));
              return block;
            });
        default -> {}
      }
    }
    return names;
  }

  /// The names in an expression.
  static Set<String> names(Expression e) {
    Set<String> names = new HashSet<>();
    collect(e, names);
    return names;
  }

  private static void collect(Expression e, Set<String> names) {
    if (e instanceof Expression.Name(String id, _)) {
      names.add(id);
    }
    e.children().forEach(child -> collect(child, names));
  }

  /// The names that are numbers one after the other: which is meant depends on the line.
  private static Set<String> rebound(List<Statement> body) {
    Map<String, Expression> first = new HashMap<>();
    Set<String> rebound = new HashSet<>();
    for (Statement statement : body) {
      if (statement instanceof Statement.Assign(var targets, var value, _)) {
        List<Expression> names =
            targets.getFirst() instanceof Expression.Tuple t ? t.elements() : targets;
        List<Expression> values =
            value instanceof Expression.Tuple t ? t.elements() : List.of(value);
        for (int k = 0; k < Math.min(names.size(), values.size()); k++) {
          if (names.get(k) instanceof Expression.Name(String id, _)
              && values.get(k) instanceof Expression.Int now
              && first.putIfAbsent(id, now) instanceof Expression.Int old
              && !old.value().equals(now.value())) {
            rebound.add(id);
          }
        }
      }
    }
    return rebound;
  }

  /// The size of a name; null if it is not known as one.
  @Nullable Dim size(String name) {
    if (bound.contains(name)) {
      return own.get(name);
    }
    return symbols.contains(name) ? Dim.symbol(name) : null;
  }

  /// The size that a letter has in the constructor of the object, which made its arrays with it;
  /// null if there is none, or the call itself binds the letter.
  @Nullable Dim ofObject(String name) {
    return bound.contains(name) ? null : ofObject.get(name);
  }

  /// The size of a name that the call itself binds; null if it is not known.
  @Nullable Dim own(String name) {
    return own.get(name);
  }

  /// The size of a name that is bound outside functions, and not in the call; null if it is not
  /// known as one.
  @Nullable Dim global(String name) {
    boolean known = globals.contains(name) && !bound.contains(name) && symbols.contains(name);
    return known ? Dim.symbol(name) : null;
  }

  private void bind(Expression target, Expression value) {
    switch (target) {
      case Expression.Name _, Expression.Attribute _ -> {
        String id = Spelled.text(target);
        Dim size = size(value);
        boolean again = !bound.add(id) && !Objects.equals(own.get(id), size);
        if (size == null || again) {
          own.remove(id);
        } else {
          own.put(id, size);
        }
      }
      case Expression.Tuple(var elements, _) -> tuple(elements, value);
      default -> {}
    }
  }

  /// It is one number after the other.
  private void unbind(Expression target) {
    Set<String> names = names(target);
    bound.addAll(names);
    own.keySet().removeAll(names);
  }

  private void tuple(List<Expression> elements, Expression value) {
    Shape shape =
        value instanceof Expression.Attribute(var of, String name, _, _) && name.equals("shape")
            ? shapes.get(Spelled.text(of))
            : null;
    for (int k = 0; k < elements.size(); k++) {
      if (elements.get(k) instanceof Expression.Name || isOfObject(elements.get(k))) {
        String id = Spelled.text(elements.get(k));
        if (value instanceof Expression.Tuple(var values, _) && values.size() == elements.size()) {
          bind(elements.get(k), values.get(k));
          continue;
        }
        bound.add(id);
        if (shape != null && shape.rank() == elements.size()) {
          own.put(id, shape.get(k));
        }
      }
    }
  }

  private @Nullable Dim size(Expression value) {
    return switch (value) {
      case Expression.Subscript(Expression.Attribute(var of, String name, _, _), var index, _)
          when name.equals("shape") ->
          axis(shapes.get(Spelled.text(of)), index);
      case Expression.Call(Expression.Name(String id, _), var arguments, _)
          when id.equals("len") && arguments.size() == 1 -> {
        Shape shape = shapes.get(Spelled.text(arguments.getFirst().value()));
        yield shape == null || shape.rank() == 0 ? null : shape.get(0);
      }
      case Expression.Name _, Expression.Attribute _ -> size(Spelled.text(value));
      case Expression.Int i when i.value().bitLength() < 40 -> Dim.of(i.value().longValue());
      case Expression.Binary b -> {
        Dim left = size(b.left());
        Dim right = size(b.right());
        boolean whole = b.operator() != Expression.Operator.DIVIDE;
        yield left == null || right == null || !whole
            ? null
            : arithmetic.combined(b.operator(), left, right);
      }
      default -> null;
    };
  }

  private static @Nullable Dim axis(@Nullable Shape shape, Expression index) {
    if (shape == null) {
      return null;
    }
    int k =
        switch (index) {
          case Expression.Int i when i.value().bitLength() < 8 -> i.value().intValue();
          case Expression.Unary(_, Expression.Int i, _) when i.value().bitLength() < 8 ->
              shape.rank() - i.value().intValue();
          default -> -1;
        };
    return k >= 0 && k < shape.rank() ? shape.get(k) : null;
  }
}
