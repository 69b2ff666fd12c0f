package leibniz;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.trace.Script;

/// Says which line mixes the samples of a batch, when the shared layout is refused.
final class Mixing {
  private Mixing() {}

  /// The refusal for the derivative of `of` by `wrt` in turn.
  static LeibnizException problem(
      Script script, Definition of, List<Definition> block, Axes axes, Set<String> batch) {
    Dim shared = axes.axes().get(0).size();
    Axes full = General.axes(of.value().shape(), axes.inputs(), Set.of());
    String asked =
        of.name()
            + " "
            + of.value().shape()
            + " by "
            + block.stream()
                .map(d -> d.name() + " " + d.value().shape())
                .collect(Collectors.joining(" and by "));
    Definition wrt =
        block.stream()
            .filter(d -> d.value().shape().dims().contains(shared))
            .findFirst()
            .orElseThrow();
    for (Definition line : script.definitions()) {
      if (line.kind() == Definition.Kind.VALUE && mixes(line.value(), wrt.value(), batch)) {
        boolean carries = line.value().shape().dims().contains(shared);
        return Problem.error(
                Code.LBZ210,
                "the axis "
                    + shared
                    + " cannot be shared: "
                    + line.name()
                    + " mixes the samples of "
                    + wrt.name(),
                line.span(),
                carries
                    ? "each sample of " + line.name() + " depends on other samples too"
                    : line.name() + " " + line.value().shape() + " is made from all samples")
            .with(
                Problem.Note.Kind.RULE,
                "an axis is shared only if sample b of the output depends on sample b alone")
            .help("--batch none gives the derivative of " + asked + " in full: " + full)
            .raise();
      }
    }
    return Problem.error(
            Code.LBZ210,
            "the axis " + shared + " cannot be shared: samples are mixed in " + of.name())
        .help("--batch none gives the derivative of " + asked + " in full: " + full)
        .raise();
  }

  /// Whether the value depends on the variable and a sample of it on more than one sample.
  private static boolean mixes(Expr value, Expr variable, Set<String> batch) {
    if (!value.contains(variable)) {
      return false;
    }
    Expr simple = Simplify.of(List.of(value)).expressions().get(0);
    Expr derivative = Simplify.of(List.of(Differentiate.of(simple, variable))).expressions().get(0);
    Axes axes = General.axes(value.shape(), List.of(variable.shape()), batch);
    boolean shares = axes.axes().stream().anyMatch(Axes.Axis::isShared);
    return !derivative.isZero() && (!shares || General.share(derivative, axes) == null);
  }
}
