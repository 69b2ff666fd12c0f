package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import leibniz.ir.Expr;
import leibniz.ir.Special;
import leibniz.kernel.Access;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;
import leibniz.op.Concatenate;
import leibniz.op.Extremum;
import leibniz.op.LogSumExp;
import leibniz.op.OneHot;
import leibniz.op.Pad;
import leibniz.op.Reshape;
import leibniz.op.Slice;
import org.jspecify.annotations.Nullable;

/// Special operations: those that only look at entries elsewhere cost nothing, common reductions
/// are loops, and all others are computed by their reference.
final class Specials {
  private final Nodes nodes;
  private final Function<Expr, @Nullable Stored> where;
  private final Function<Expr, Stored> target;
  private final Draft draft;

  /// @param where the array of a node that has one
  /// @param target where the value of a node goes
  Specials(
      Nodes nodes,
      Function<Expr, @Nullable Stored> where,
      Function<Expr, Stored> target,
      Draft draft) {
    this.nodes = nodes;
    this.where = where;
    this.target = target;
    this.draft = draft;
  }

  /// Plans the operation and says where its value is.
  Stored compute(Special op, Expr node) {
    return switch (op) {
      case Slice slice -> slice(slice, argument(node, 0));
      case Reshape _ -> reshape(node);
      case Extremum extremum -> extremum(node, extremum);
      case LogSumExp _ -> logSumExp(node);
      case Concatenate _ -> concatenate(node);
      case Pad pad -> pad(pad, node);
      case OneHot _ -> oneHot(node);
      default -> other(op, node);
    };
  }

  private Stored argument(Expr node, int k) {
    return Objects.requireNonNull(where.apply(node.arg(k)), "an argument without an array");
  }

  private Stored slice(Slice slice, Stored x) {
    int last = x.strides().length - 1;
    int offset = Math.toIntExact(slice.offset().at(nodes.sizes()));
    int[] strides = x.strides().clone();
    strides[last] = Math.toIntExact(strides[last] * slice.step());
    return new Stored(x.array(), x.offset() + offset * x.strides()[last], strides);
  }

  private Stored reshape(Expr node) {
    int[] before = nodes.shape(node.arg(0));
    Stored x = argument(node, 0);
    if (!x.isDense(before)) {
      Stored dense = draft.array(before);
      draft.copy(x, dense, before);
      x = dense;
    }
    return new Stored(x.array(), x.offset(), Stored.rowMajor(nodes.shape(node)));
  }

  /// A loop over the leading axes of `x`, those of the result, and over the others.
  private Loop reducing(
      Expr x, int kept, Loop.Reduction how, Writer body, @Nullable Writer finish, Stored to) {
    int[] shape = nodes.shape(x);
    int first = kept == 0 ? 1 : 0;
    int[] axes = new int[shape.length];
    Arrays.setAll(axes, k -> k + first);
    int inner = shape.length - 1 + first;
    Body lines = new Body();
    int value = body.write(lines, axes, inner);
    Body end = new Body();
    int[] outer = Arrays.copyOf(axes, kept);
    int keptInner = Math.max(0, kept - 1 + first);
    List<Op> last = finish == null ? List.of() : end.ending(finish.write(end, outer, keptInner));
    int[] extents = Arrays.copyOfRange(shape, 1 - first, shape.length);
    return new Loop(
        extents,
        kept - 1 + first,
        how,
        lines.ending(value),
        last,
        to.access(outer, keptInner),
        false);
  }

  /// Writes lines over the axes of a loop.
  private interface Writer {
    int write(Body body, int[] axes, int inner);
  }

  private Stored extremum(Expr node, Extremum extremum) {
    Expr x = node.arg(0);
    Stored from = argument(node, 0);
    Stored to = target.apply(node);
    int kept = nodes.shape(x).length - extremum.axes();
    Loop loop =
        reducing(
            x,
            kept,
            extremum.largest() ? Loop.Reduction.MAXIMUM : Loop.Reduction.MINIMUM,
            (body, axes, inner) -> body.load(from.access(axes, inner)),
            null,
            to);
    draft.add(rows(x, kept), loop);
    return to;
  }

  private int rows(Expr x, int kept) {
    return kept == 0 ? 1 : nodes.shape(x)[0];
  }

  /// `log Σ exp(x − m) + m` with the largest entry `m`, or 0 in its place where that is not finite.
  private Stored logSumExp(Expr node) {
    Expr x = node.arg(0);
    Stored from = argument(node, 0);
    Stored to = target.apply(node);
    int kept = nodes.shape(x).length - 1;
    Stored top = draft.array(nodes.shape(node));
    Loop sum =
        reducing(
            x,
            kept,
            Loop.Reduction.SUM,
            (body, axes, inner) -> {
              int[] outer = Arrays.copyOf(axes, kept);
              int shift = Formulas.finiteOr0(body, body.load(top.access(outer, inner)));
              int entry = body.load(from.access(axes, inner));
              return body.apply(leibniz.kernel.Function.EXP, body.plus(entry, -1, shift));
            },
            (body, axes, inner) -> {
              int shift = Formulas.finiteOr0(body, body.load(top.access(axes, inner)));
              int log = body.apply(leibniz.kernel.Function.LOG, body.reduced());
              return body.plus(log, 1, shift);
            },
            to);
    draft.add(rows(x, kept), largest(x, kept, from, top), sum);
    return to;
  }

  private Loop largest(Expr x, int kept, Stored from, Stored to) {
    return reducing(
        x,
        kept,
        Loop.Reduction.MAXIMUM,
        (body, axes, inner) -> body.load(from.access(axes, inner)),
        null,
        to);
  }

  /// The softmax that is made of a sum of exponentials, and the sum's logarithm if it is asked for,
  /// in its place.
  ///
  /// @param to where the softmax goes
  @Nullable Stored softmax(Expr node, Softmax softmax, Stored to) {
    Expr x = node.arg(0);
    int kept = nodes.shape(x).length - 1;
    Stored from = argument(node, 0);
    Stored top = draft.array(nodes.shape(node));
    Stored sum = draft.array(nodes.shape(node));
    draft.add(rows(x, kept), largest(x, kept, from, top));
    softmax.write(
        draft,
        nodes.shape(x),
        from,
        top,
        sum,
        to,
        entries ->
            draft.add(
                rows(x, kept),
                reducing(
                    x,
                    kept,
                    Loop.Reduction.SUM,
                    (body, axes, inner) -> body.load(entries.access(axes, inner)),
                    null,
                    sum)));
    if (!softmax.needsTotal()) {
      return null;
    }
    Stored total = target.apply(node);
    draft.map(
        nodes.shape(node),
        total,
        (body, axes) -> {
          int log = body.apply(leibniz.kernel.Function.LOG, axes.load(body, sum));
          return body.plus(log, 1, Formulas.finiteOr0(body, axes.load(body, top)));
        });
    return total;
  }

  private Stored concatenate(Expr node) {
    Stored to = target.apply(node);
    int offset = to.offset();
    for (int k = 0; k < node.args().size(); k++) {
      int[] shape = nodes.shape(node.arg(k));
      Stored part = new Stored(to.array(), offset, to.strides());
      draft.copy(argument(node, k), part, shape);
      offset += shape[shape.length - 1];
    }
    return to;
  }

  private Stored pad(Pad pad, Expr node) {
    Stored to = target.apply(node);
    draft.fill(to, 0, nodes.shape(node));
    int last = to.strides().length - 1;
    int step = to.strides()[last];
    int[] strides = to.strides().clone();
    strides[last] = Math.toIntExact(step * pad.step());
    int first = to.offset() + step * Math.toIntExact(pad.offset().at(nodes.sizes()));
    draft.copy(argument(node, 0), new Stored(to.array(), first, strides), nodes.shape(node.arg(0)));
    return to;
  }

  private Stored oneHot(Expr node) {
    Stored to = target.apply(node);
    int[] none = new int[0];
    Stored one = draft.array(none);
    Body body = new Body();
    List<Op> lines = body.ending(body.constant(1));
    Access where = one.access(none, 0);
    draft.add(1, new Loop(none, 0, Loop.Reduction.SUM, lines, List.of(), where, false));
    draft.add(Pick.whole(nodes, node, one, argument(node, 0), to));
    return to;
  }

  private Stored other(Special op, Expr node) {
    Stored to = target.apply(node);
    List<Stored> arguments = new ArrayList<>();
    List<int[]> shapes = new ArrayList<>();
    for (int k = 0; k < node.args().size(); k++) {
      arguments.add(argument(node, k));
      shapes.add(nodes.shape(node.arg(k)));
    }
    draft.add(new Step.Other(op, arguments, shapes, to.array(), nodes.shape(node), nodes.sizes()));
    return to;
  }
}
