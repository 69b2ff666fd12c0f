package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Losses that have no name, as they are only reported: `print(nll + 0.05 * np.sum(W ** 2))` where
/// the gradient has the penalty, too. They get one where the loss gets its value that is in them:
/// what is reported behind a step is meant of the parameters before it.
final class Reported {

  /// One that comes behind what the program itself calls a loss.
  private static final String NAME = "overall_loss";

  private final Set<Expression> named = new HashSet<>();

  private Reported() {}

  static Module named(Module program) {
    List<Statement> body = new Reported().block(program.body());
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  /// Those of a call, as they are written.
  static List<Loss> losses(Chain chain, int frame) {
    Text text = new Text(chain.base().program().source());
    return chain.occurrences().in(frame).stream()
        .filter(e -> e.target().equals(NAME) && e.value().shape().rank() == 0)
        .filter(e -> text.at(e.statement()).equals(text.at(e.expression())))
        .map(e -> Loss.of(text.at(e.expression()).replaceAll("\\s+", " "), e, chain))
        .toList();
  }

  /// What is reported gets its name in the innermost block in which its loss is bound.
  private List<Statement> block(List<Statement> body) {
    List<Statement> all = new ArrayList<>();
    for (Statement s : body) {
      Statement own = s instanceof Statement.Compound c ? c.withBlocks(this::block) : s;
      for (Expression.Binary sum : reported(s)) {
        int at = place(all, sum);
        if (at > 0 && named.add(sum)) {
          Expression target = new Expression.Name(NAME, sum.span());
          all.add(at, new Statement.Assign(List.of(target), sum, sum.span()));
        }
      }
      all.add(own);
    }
    return all;
  }

  /// The sums in what a statement says or keeps, or one in its blocks.
  private static List<Expression.Binary> reported(Statement statement) {
    List<Statement> inside = new ArrayList<>();
    Training.flatten(List.of(statement), inside);
    List<Expression.Binary> sums = new ArrayList<>();
    for (Statement s : inside) {
      if (s instanceof Statement.Evaluate(Expression.Call call, _)) {
        sums(call, sums);
      }
    }
    return sums;
  }

  private static void sums(Expression e, List<Expression.Binary> sums) {
    if (e instanceof Expression.Binary b && isLoss(b)) {
      sums.add(b);
    } else if (!(e instanceof Expression.Comprehension || e instanceof Expression.Lambda)) {
      e.children().forEach(c -> sums(c, sums)); // these have names of their own
    }
  }

  /// Whether something that varies is added to one loss.
  private static boolean isLoss(Expression.Binary sum) {
    List<Expression> terms = new ArrayList<>();
    terms(sum, terms);
    return terms.size() > 1
        && terms.stream().filter(t -> !loss(t).isEmpty()).count() == 1
        && terms.stream().allMatch(Reported::varies);
  }

  private static void terms(Expression e, List<Expression> terms) {
    if (e instanceof Expression.Binary b && b.operator() == Expression.Operator.ADD) {
      terms(b.left(), terms);
      terms(b.right(), terms);
    } else {
      terms.add(e);
    }
  }

  private static boolean varies(Expression e) {
    return e instanceof Expression.Name || e.children().stream().anyMatch(Reported::varies);
  }

  /// The name of a loss; empty if it is none.
  private static String loss(Expression term) {
    boolean named =
        term instanceof Expression.Name(String id, _)
            && (LossNames.rank(id) == 0 || LossNames.rank(id) == 1);
    return named ? Spelled.text(term) : "";
  }

  /// Behind the statement where its loss gets its value, if all else is known there: what is bound
  /// later is a step of what was there. 0 if that is in another block.
  private static int place(List<Statement> before, Expression.Binary sum) {
    List<Expression> terms = new ArrayList<>();
    terms(sum, terms);
    String loss = terms.stream().map(Reported::loss).reduce("", String::concat);
    for (int k = before.size() - 1; k >= 0; k--) {
      for (Statement s : flat(before.get(k))) {
        if (binds(s, loss)) {
          return k + 1;
        }
        if (s instanceof Statement.Assign a
            && a.targets().stream()
                .anyMatch(t -> isIn(t, sum) && !Spelled.names(a.value(), Spelled.text(t)))) {
          return before.size();
        }
      }
    }
    return 0;
  }

  private static boolean isIn(Expression target, Expression sum) {
    return switch (target) {
      case Expression.Name(String id, _) -> Spelled.names(sum, id);
      case Expression.Tuple(var elements, _) -> elements.stream().anyMatch(e -> isIn(e, sum));
      default -> false;
    };
  }

  private static boolean binds(Statement s, String name) {
    return switch (s) {
      case Statement.Assign a -> a.targets().stream().anyMatch(t -> binds(t, name));
      case Statement.AugmentedAssign a -> binds(a.target(), name);
      default -> false;
    };
  }

  private static boolean binds(Expression target, String name) {
    return switch (target) {
      case Expression.Name(String id, _) -> id.equals(name);
      case Expression.Tuple(var elements, _) -> elements.stream().anyMatch(e -> binds(e, name));
      default -> false;
    };
  }

  private static List<Statement> flat(Statement s) {
    List<Statement> all = new ArrayList<>();
    Training.flatten(List.of(s), all);
    return all;
  }
}
