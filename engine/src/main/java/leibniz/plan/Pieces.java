package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// Few long rows are cut into pieces, which threads can share and between which a run can be
/// stopped. Where they are cut depends on sizes alone, and so does the order of a sum.
final class Pieces {
  /// Entries of a piece.
  private static final int LENGTH = 1 << 15;

  /// With more rows than this there is enough to share.
  private static final int FEW = 16;

  /// Rows that are only written are long from here on: writing them in one go may pass the caches.
  private static final int LONG = 1 << 23;

  private Pieces() {}

  /// The same in order, or the kernel alone.
  ///
  /// @param array a new array of so many entries
  static List<Kernel> of(Kernel kernel, IntUnaryOperator array) {
    Loop loop = kernel.loops().getFirst();
    if (kernel.rows() == 0
        || kernel.rows() > FEW
        || kernel.loops().size() > 1
        || loop.extents().length != 1
        || loop.adds()
        || loop.extents()[0] < (loop.reduced() > 0 ? 4 * LENGTH : LONG)) {
      return List.of(kernel);
    }
    int pieces = (loop.extents()[0] + LENGTH - 1) / LENGTH;
    if (loop.reduced() == 0) {
      return cut(kernel, loop, loop.body(), loop.finish(), loop.target());
    }
    int rows = kernel.rows();
    int parts = array.applyAsInt(pieces * rows);
    List<Kernel> kernels = new ArrayList<>();
    Access part = new Access(parts, 0, 1, new int[] {pieces});
    kernels.addAll(cut(kernel, loop, loop.body(), List.of(), part));
    Loop joined =
        new Loop(
            new int[] {pieces},
            0,
            loop.reduction(),
            List.of(new Op.Load(new Access(parts, 0, pieces, new int[] {1}))),
            loop.finish(),
            loop.target(),
            false);
    kernels.add(new Kernel(rows, List.of(joined), List.of()));
    return kernels;
  }

  /// A row for each piece of all rows, and what is left over.
  ///
  /// @param target of row 0; for a reduction, of the first piece, with the stride of rows
  private static List<Kernel> cut(
      Kernel kernel, Loop loop, List<Op> body, List<Op> finish, Access target) {
    int n = loop.extents()[0];
    int whole = n / LENGTH;
    List<Kernel> kernels = new ArrayList<>();
    kernels.add(
        new Kernel(
            whole, List.of(piece(kernel, loop, body, finish, target, 0, LENGTH)), List.of()));
    if (whole * LENGTH < n) {
      Loop rest = piece(kernel, loop, body, finish, target, whole, n - whole * LENGTH);
      kernels.add(new Kernel(1, List.of(rest), List.of()));
    }
    return kernels;
  }

  private static Loop piece(
      Kernel kernel,
      Loop loop,
      List<Op> body,
      List<Op> finish,
      Access target,
      int first,
      int length) {
    boolean reduces = loop.reduced() > 0;
    UnaryOperator<Access> along =
        a ->
            new Access(
                a.array(),
                a.offset() + first * LENGTH * a.stride(0),
                LENGTH * a.stride(0),
                new int[] {a.row(), a.stride(0)});
    Access to =
        reduces ? new Access(target.array(), first, 1, target.strides()) : along.apply(target);
    return new Loop(
        new int[] {kernel.rows(), length},
        reduces ? 1 : 2,
        loop.reduction(),
        loads(body, along),
        loads(finish, along),
        to,
        false);
  }

  private static List<Op> loads(List<Op> lines, UnaryOperator<Access> change) {
    return lines.stream()
        .map(line -> line instanceof Op.Load(Access from) ? new Op.Load(change.apply(from)) : line)
        .toList();
  }
}
