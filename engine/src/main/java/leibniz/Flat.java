package leibniz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.trace.Definition;
import leibniz.verify.Claim;
import org.jspecify.annotations.Nullable;

/// A derivative that is zero everywhere although the output depends on the variable: every way
/// between them passes through an operation that is constant in pieces.
final class Flat {
  private Flat() {}

  /// What is to be said if all of these are; empty if one is not.
  static Optional<Problem> of(Question question, List<Answer> answers) {
    List<Claim> claims = answers.stream().map(Answer::claim).toList();
    boolean zero =
        !claims.isEmpty()
            && claims.stream()
                .allMatch(c ->
                    c.along().isEmpty()
                        && c.variables().size() == 1
                        && c.derivative().isZero()
                        && c.function().contains(c.variables().getFirst()));
    if (!zero) {
      return Optional.empty();
    }
    Set<Expr> moved = new HashSet<>();
    claims.forEach(c -> moved.addAll(c.variables()));
    List<Expr> flat = new ArrayList<>();
    for (Expr node : claims.getFirst().function().inOrder()) {
      if (node.args().stream().anyMatch(moved::contains)) {
        if (isFlat(node)) {
          flat.add(node);
        } else {
          moved.add(node);
        }
      }
    }
    return flat.isEmpty() ? Optional.empty() : Optional.of(told(question, answers, flat));
  }

  /// Whether an operation has no derivative by any of its operands.
  private static boolean isFlat(Expr node) {
    return switch (node.head()) {
      case Head.Map _, Head.Special _ -> {
        List<Expr> operands = new ArrayList<>();
        for (int k = 0; k < node.args().size(); k++) {
          operands.add(Build.var("operand" + k + "·", node.arg(k).shape()));
        }
        Expr alone = Build.like(node, operands);
        Expr cotangent = Build.var("cotangent·", alone.shape());
        yield Differentiate.pullBack(alone, operands, cotangent, Shape.SCALAR).values().stream()
            .allMatch(Expr::isZero);
      }
      case Head.Einsum _, Head.Sum _, Head.Var _, Head.Num _ -> false;
    };
  }

  private static Problem told(Question question, List<Answer> answers, List<Expr> flat) {
    String by = answers.stream().map(Answer::wrt).collect(Collectors.joining(", "));
    Name of = question.of().name();
    Problem problem =
        Problem.error(
            Code.LBZ205,
            of
                + " has no useful gradient w.r.t. "
                + by
                + ": it passes through "
                + name(flat.getFirst()));
    for (Expr node : flat) {
      Definition made = place(question, node);
      if (made != null) {
        Span place = Called.of(question.script().source(), made.span(), name(node));
        problem = problem.also(place, "constant in pieces: its derivative is 0 wherever it exists");
      }
    }
    return problem
        .help("descend on a smooth stand-in, as a cross entropy, and keep " + of + " for reporting")
        .with(Problem.Note.Kind.MORE, "leibniz explain LBZ205");
  }

  private static String name(Expr node) {
    return switch (node.head()) {
      case Head.Map m -> "np." + m.op().name();
      case Head.Special s -> "np." + s.op().name();
      case Head.Einsum _, Head.Sum _, Head.Var _, Head.Num _ -> node.toString();
    };
  }

  /// The first line that computes it.
  private static @Nullable Definition place(Question question, Expr node) {
    return question.script().definitions().stream()
        .filter(d -> d.value().contains(node))
        .findFirst()
        .orElse(null);
  }
}
