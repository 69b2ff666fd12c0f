package leibniz.check;

import java.util.List;
import java.util.Locale;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// What is worth saying of a gradient that is right.
final class Remarks {
  private final Run run;
  private final List<Finding> findings;

  Remarks(Run run, List<Finding> findings) {
    this.run = run;
    this.findings = findings;
  }

  void of(Judgement j, Diagonals facts) {
    Span place = j.claim().event().statement();
    if (new Statements(run.program()).at(place) instanceof Statement.Assign a) {
      diagonals(a.value(), j, facts);
    }
    Reading reading = j.reading();
    Claim.Pair pair = j.pair();
    if (reading != null && pair != null && reading.isShared()) {
      summed(j, reading, pair, place);
    }
  }

  /// The name says something else than the values.
  void renamed(Judgement j, String words) {
    Problem problem =
        new Problem(
                Code.LBZ208,
                Problem.Level.REMARK,
                words,
                List.of(new Problem.Mark(j.claim().event().statement(), "")),
                List.of())
            .with(Kind.NOTE, "that is right as long as nothing is multiplied in once more")
            .with(Kind.MORE, "leibniz explain LBZ208");
    findings.add(new Finding(problem, Finding.Kind.GRADIENT, null));
  }

  /// `bij,bjjk->bjk`: a diagonal is taken where the chain rule sums.
  private void diagonals(Expression e, Judgement j, Diagonals facts) {
    if (e instanceof Expression.Call c
        && Spelled.text(c.function()).endsWith("einsum")
        && !c.arguments().isEmpty()
        && c.arguments().getFirst().value() instanceof Expression.Str s) {
      String[] operands = s.value().replaceFirst("->.*", "").split(",");
      for (int k = 0; k < operands.length; k++) {
        String operand = operands[k].strip();
        int at = twice(operand);
        if (at >= 0 && operands.length > 1) {
          Problem problem = diagonal(s, operand, operand.charAt(at));
          problem = facts.of(problem, j, c, s, k);
          problem = problem.with(Kind.MORE, "leibniz explain LBZ204");
          findings.add(new Finding(problem, Finding.Kind.GRADIENT, null));
        }
      }
    }
    e.children().forEach(child -> diagonals(child, j, facts));
  }

  private static int twice(String operand) {
    for (int k = 0; k < operand.length(); k++) {
      if (operand.indexOf(operand.charAt(k)) < k) {
        return k;
      }
    }
    return -1;
  }

  private static Problem diagonal(Expression.Str s, String operand, char letter) {
    return new Problem(
        Code.LBZ204,
        Problem.Level.REMARK,
        String.format(
            Locale.ROOT,
            "%s in \"%s\" takes a diagonal over %s; the chain rule sums over it",
            operand,
            s.value(),
            letter),
        List.of(new Problem.Mark(s.span(), "two axes share the letter " + letter)),
        List.of());
  }

  /// The loss has an axis that the gradient has not.
  private void summed(Judgement j, Reading reading, Claim.Pair pair, Span place) {
    Shape loss = pair.loss().shape();
    for (int axis = 0; axis < loss.rank(); axis++) {
      Dim size = loss.get(axis);
      boolean one = Long.valueOf(1).equals(run.following().script().sizes().get(size.toString()));
      if (reading.fates().get(axis) == Reading.Fate.SUMMED && !one) {
        Shape whole = Reading.all(loss, pair.variable().shape()).getFirst().shape();
        Problem problem =
            new Problem(
                    Code.LBZ203,
                    Problem.Level.REMARK,
                    j.claim().name()
                        + " is the gradient of the sum of "
                        + pair.loss().name()
                        + " over "
                        + size,
                    List.of(new Problem.Mark(place, j.claim().event().value().shape().toString())),
                    List.of())
                .with(
                    Kind.RULE,
                    pair.loss().name()
                        + " "
                        + loss
                        + " by "
                        + pair.name()
                        + " "
                        + pair.variable().shape()
                        + " has a gradient of shape "
                        + whole);
        findings.add(new Finding(problem, Finding.Kind.GRADIENT, null));
        return;
      }
    }
  }
}
