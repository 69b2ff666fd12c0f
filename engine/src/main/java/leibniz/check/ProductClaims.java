package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The shapes that a comment states of the two factors of a matrix product, before what comes of
/// it: `# (n, d) @ (d, k) -> (n, k)`. With `*` between them they may be those of a product entry by
/// entry, too.
final class ProductClaims {
  private static final String SHAPE = "[(\\[][^()\\[\\]]*[)\\]]";
  private static final Pattern PRODUCT =
      Pattern.compile(
          "^[#\\s]*(?<left>"
              + SHAPE
              + ")"
              + "(?<times>"
              + ShapeText.TIMES
              + ")(?<right>"
              + SHAPE
              + ")\\s*(?:(?:->|→|=>|=)[^@*]*)?$");

  /// A factor, as it is stated and as it is.
  ///
  /// @param text as written
  record Factor(Stated stated, String text, Event event) {}

  private final Run run;
  private final Statements statements;
  private final SizesOfEvent names;
  private final Text text;

  /// What the names of sizes stand for where something happens.
  interface SizesOfEvent {
    SizeNames of(Event event);
  }

  ProductClaims(Run run, Statements statements, SizesOfEvent names) {
    this.run = run;
    this.statements = statements;
    this.names = names;
    this.text = new Text(run.program().source());
  }

  /// The factors of the first product of its statement that are not as a comment says; none where
  /// another product may be meant.
  List<Factor> of(Comment comment) {
    Matcher m = PRODUCT.matcher(comment.text());
    Stated left =
        comment.ownLine() || !m.find() ? null : stated(comment, m.start("left"), m.end("left"));
    Stated right = left == null ? null : stated(comment, m.start("right"), m.end("right"));
    Statement statement = right == null ? null : ending(comment.span().line());
    if (left == null || right == null || statement == null) {
      return List.of();
    }
    boolean entries = m.group("times").strip().equals("*");
    List<List<Expression>> products =
        entries
            ? products(value(statement), ProductClaims::anyFactors).reversed() // the whole first
            : products(value(statement), ProductClaims::factors);
    List<List<Factor>> wrong = new ArrayList<>();
    for (List<Expression> product : products) {
      List<List<Event>> events = Parts.events(run, product, text);
      List<Event> a = events.get(0);
      List<Event> b = events.get(1);
      if (isScaled(a) || isScaled(b)) {
        continue;
      }
      boolean turned = mayBe(left, b) && mayBe(right, a); // as in a formula of columns
      List<Factor> here = new ArrayList<>();
      if (!mayBe(left, a)) {
        here.add(new Factor(left, text.at(product.get(0).span()), a.getFirst()));
      }
      if (!mayBe(right, b)) {
        here.add(new Factor(right, text.at(product.get(1).span()), b.getFirst()));
      }
      if (here.isEmpty() || turned) {
        return List.of();
      }
      wrong.add(here);
    }
    return wrong.isEmpty() ? List.of() : wrong.getFirst();
  }

  /// Whether a factor is a number: of `2 * (x @ W)` it is the other product that is meant.
  private static boolean isScaled(List<Event> factor) {
    return !factor.isEmpty() && factor.getFirst().value().rank() == 0;
  }

  /// Whether a factor has a stated shape in some round or call, as far as we know. Of what has more
  /// or fewer axes nothing is said: `(d, 1)` is said of a vector, too.
  private boolean mayBe(Stated stated, List<Event> factor) {
    return factor.isEmpty()
        || factor.stream()
            .anyMatch(e ->
                stated.axes().size() != e.value().rank()
                    || names.of(e).fit(stated, e.value().shape()) != SizeNames.Fit.DIFFERENT);
  }

  private static @Nullable Stated stated(Comment comment, int from, int to) {
    Stated all = ShapeText.read(comment.text().substring(from, to));
    return all == null || !all.name().isEmpty()
        ? null
        : new Stated(all.form(), "", all.axes(), all.ellipsis(), all.others(), from, to);
  }

  private @Nullable Statement ending(int line) {
    return statements.all().stream()
        .filter(s -> s.span().endLine() == line && !(s instanceof Statement.Compound))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Expression value(Statement statement) {
    return switch (statement) {
      case Statement.Assign a -> a.value();
      case Statement.AugmentedAssign a -> a.value();
      case Statement.Return r -> r.value();
      default -> null;
    };
  }

  /// The factors of the products of two in an expression, in the order of the text.
  private static List<List<Expression>> products(
      @Nullable Expression e, Function<Expression, List<Expression>> factors) {
    List<List<Expression>> all = new ArrayList<>();
    if (e != null) {
      e.children().forEach(child -> all.addAll(products(child, factors)));
      List<Expression> own = factors.apply(e);
      if (!own.isEmpty()) {
        all.add(own);
      }
    }
    return all;
  }

  /// The factors of a product entry by entry, or of a matrix product.
  private static List<Expression> anyFactors(Expression e) {
    return e instanceof Expression.Binary b && b.operator() == Expression.Operator.MULTIPLY
        ? List.of(b.left(), b.right())
        : factors(e);
  }

  private static List<Expression> factors(Expression e) {
    return switch (e) {
      case Expression.Binary b when b.operator() == Expression.Operator.MATMUL ->
          List.of(b.left(), b.right());
      case Expression.Call(Expression.Attribute(var of, String name, _, _), var arguments, _)
          when name.equals("dot") || name.equals("matmul") ->
          arguments.size() == 2
              ? List.of(arguments.get(0).value(), arguments.get(1).value())
              : arguments.size() == 1 ? List.of(of, arguments.getFirst().value()) : List.of();
      default -> List.of();
    };
  }
}
