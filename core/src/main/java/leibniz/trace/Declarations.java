package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// `v: (B, D)`: shapes as annotations. A name in a shape that nothing defines is a size symbol.
final class Declarations {
  private static final Set<String> SCALARS = Set.of("float", "Float", "Scalar", "double");
  private static final Set<String> LOAD =
      Set.of("load", "loadtxt", "genfromtxt", "fromfile", "memmap", "read_csv");

  private final Session session;
  private final Evaluator evaluator;
  private final Ledger ledger;

  Declarations(Session session, Evaluator evaluator, Ledger ledger) {
    this.session = session;
    this.evaluator = evaluator;
    this.ledger = ledger;
  }

  /// What an annotation declares a name to be: a tensor, a list of tensors, a size; null if it says
  /// nothing of shapes.
  @Nullable Value declared(String name, Expression annotation, Scope scope, Span span) {
    if (annotation instanceof Expression.Name(String type, _)) {
      if (SCALARS.contains(type)) {
        return input(new Value.Path(name, List.of()), Shape.SCALAR, Set.of(), span);
      }
      return type.equals("int") ? new Value.Size(session.sizes().symbol(name)) : null;
    }
    return inputs(new Value.Path(name, List.of()), annotation, scope, span);
  }

  private @Nullable Value inputs(Value.Path path, Expression annotation, Scope scope, Span span) {
    return switch (annotation) {
      case Expression.Listing(var shapes, _) -> {
        List<Value> each = new ArrayList<>();
        for (Expression shape : shapes) {
          Value one = inputs(path.at(each.size()), shape, scope, span);
          if (one == null) {
            throw notShape(path, shape);
          }
          each.add(one);
        }
        yield named(Value.Listing.of(each), path);
      }
      case Expression.Comprehension c -> comprehension(path, c, scope, span);
      default -> {
        Declared declared = shape(annotation, scope);
        yield declared == null ? null : input(path, declared.shape, declared.properties, span);
      }
    };
  }

  private static Value named(Value.Listing list, Value.Path path) {
    list.path()[0] = path;
    return list;
  }

  private Value input(Value.Path path, Shape shape, Set<Head.Property> properties, Span span) {
    return ledger.input(path, shape, properties, span);
  }

  /// `[(n[l+1], n[l]) for l in range(L)]`.
  private Value comprehension(Value.Path path, Expression.Comprehension c, Scope scope, Span span) {
    if (c.clauses().size() != 1
        || !(c.clauses().get(0).target() instanceof Expression.Name target)) {
      throw Faults.refused("a list of shapes is read with one `for` over one name", c.span())
          .raise();
    }
    Expression.Clause clause = c.clauses().get(0);
    List<Value> each = new ArrayList<>();
    for (Value value : Sequences.elements(evaluator.operand(clause.iterable(), scope), session)) {
      Scope inner = new Scope(scope);
      inner.bind(target.id(), value, target.span());
      Value one = inputs(path.at(each.size()), c.element(), inner, span);
      if (one == null) {
        throw notShape(path, c.element());
      }
      each.add(one);
    }
    return named(Value.Listing.of(each), path);
  }

  private static LeibnizException notShape(Value.Path path, Expression e) {
    String help =
        e instanceof Expression.Name(String id, _)
            ? "a shape with one axis ends in a comma:  " + path.base() + ": (" + id + ",)"
            : "a shape is a tuple of sizes:  " + path.base() + ": (B, D)";
    return Faults.unfit("the annotation of " + path.base() + " is no shape", e.span())
        .help(help)
        .raise();
  }

  /// For an annotation without a value that says nothing of shapes.
  LeibnizException notShape(String name, Expression e) {
    return notShape(new Value.Path(name, List.of()), e);
  }

  private record Declared(Shape shape, Set<Head.Property> properties) {}

  /// The shape an annotation gives, or null.
  @Nullable Shape shapeOf(Expression annotation, Scope scope) {
    Declared declared = shape(annotation, scope);
    return declared == null ? null : declared.shape;
  }

  private @Nullable Declared shape(Expression annotation, Scope scope) {
    return switch (annotation) {
      case Expression.Tuple(var elements, _) -> {
        if (!elements.isEmpty() && elements.get(0) instanceof Expression.Tuple(var sizes, _)) {
          yield new Declared(
              sizes(sizes, scope), Properties.of(elements.subList(1, elements.size())));
        }
        yield new Declared(sizes(elements, scope), Set.of());
      }
      case Expression.Subscript(var type, Expression.Tuple(var parts, _), _)
          when parts.size() == 2 ->
          parts.get(1) instanceof Expression.Str text
              ? new Declared(words(text, scope), entries(type))
              : null;
      case Expression.Str text when !text.value().isBlank() ->
          new Declared(words(text, scope), Set.of());
      default -> null;
    };
  }

  /// What the name of a type says of the entries: `Int[Array, "N"]`, `Bool[Array, "N"]`.
  private static Set<Head.Property> entries(Expression type) {
    String name =
        switch (type) {
          case Expression.Name(String id, _) -> id;
          case Expression.Attribute(_, String id, _, _) -> id;
          default -> "";
        };
    return name.matches("U?Int(eger)?[0-9]*")
        ? Set.of(Head.Property.WHOLE)
        : name.equals("Bool") ? Set.of(Head.Property.TRUTH) : Set.of();
  }

  /// jaxtyping: `"batch dim"`, `"3*C n-1"`, `"#b _ *rest"` refused.
  private Shape words(Expression.Str text, Scope scope) {
    List<Dim> dims = new ArrayList<>();
    for (String word : text.value().strip().split(" +", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      if (word.chars().allMatch(Character::isDigit) && word.length() < 15) {
        dims.add(Dim.of(Long.parseLong(word)));
      } else if (word.codePoints().allMatch(Character::isUnicodeIdentifierPart)) {
        dims.add(symbol(word, text.span(), scope));
      } else {
        throw Faults.refused("the axis \"" + word + "\" is not read", text.span()).raise();
      }
    }
    return new Shape(dims);
  }

  private Shape sizes(List<Expression> sizes, Scope scope) {
    List<Dim> dims = new ArrayList<>();
    for (Expression size : sizes) {
      Value value = size(size, scope);
      dims.add(Concrete.size(value, "a shape", size.span()));
    }
    return new Shape(dims);
  }

  /// A size: arithmetic over names, which become symbols where nothing defines them.
  private Value size(Expression e, Scope scope) {
    return switch (e) {
      case Expression.Name(String id, Span span) when scope.find(id) == null ->
          new Value.Size(symbol(id, span, scope));
      case Expression.Subscript(Expression.Name(String id, Span span), var index, _)
          when scope.find(id) == null -> {
        int k =
            Concrete.integer(
                evaluator.of(index, scope), "the index of a size", index.span(), session.sizes());
        String name = session.facts().names().contains(id + k) ? id + "_" + k : id + k;
        yield new Value.Size(symbol(name, span, scope));
      }
      case Expression.Binary b -> {
        Value.Operand left = new Value.Operand(size(b.left(), scope), b.left().span(), "", null);
        Value.Operand right = new Value.Operand(size(b.right(), scope), b.right().span(), "", null);
        yield evaluator.binary(b.operator(), left, right, b.span());
      }
      default -> evaluator.of(e, scope);
    };
  }

  /// A symbol, known by its name from here on.
  private Dim symbol(String name, Span span, Scope scope) {
    Scope.Binding known = scope.find(name);
    if (known != null) {
      return Concrete.size(known.value(), "a shape", span);
    }
    Dim size = session.sizes().symbol(name);
    scope.top().bind(name, Value.Size.of(size), span);
    return size;
  }

  /// Whether an expression reads data from outside, so that its annotation is all that is known.
  static boolean loads(Expression e) {
    String[] name = {""};
    Walk.expression(
        e,
        inner -> {
          if (inner instanceof Expression.Call(Expression.Attribute(_, String last, _, _), _, _)
              && LOAD.contains(last)) {
            name[0] = last;
          }
        });
    return !name[0].isEmpty();
  }
}
