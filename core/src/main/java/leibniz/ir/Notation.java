package leibniz.ir;

import java.util.List;

/// How an operation is written in a formula. A value, never a format string: the printer decides on
/// brackets and alphabets.
public sealed interface Notation {

  /// `tanh(x)`; the name in plain text (also ASCII), in Unicode and in LaTeX.
  ///
  /// @param own special only: how many trailing axes are those of the value as a whole, as in
  ///   `λ(A)_k`; -1 where it is not such a function
  record Call(String ascii, String unicode, String latex, int own) implements Notation {
    public Call(String ascii, String unicode, String latex) {
      this(ascii, unicode, latex, -1);
    }

    public Call(String name) {
      this(name, name, "\\operatorname{" + name + "}");
    }
  }

  /// `a > b`, a relation that is 1 where it holds and 0 elsewhere: `[a > b]`.
  record Relation(String ascii, String unicode, String latex) implements Notation {}

  /// `|x|`.
  record Bars() implements Notation {}

  /// The second argument where the first is 1, else the third.
  record Cases() implements Notation {}

  /// `base ^ exponent` of two arguments.
  record Power() implements Notation {}

  /// Special only: an operator over the trailing axes, with a bound letter for each: `max_k x_bk`.
  /// `before` stands before the letters, `after` between them and the argument.
  record Bound(Call before, String after, int axes) implements Notation {
    public Bound(Call before, int axes) {
      this(before, "", axes);
    }
  }

  /// Special only: an operator over the last axis of the argument, in which an entry takes part
  /// where its index stands in the relation to each of the result's last `free` indices, and
  /// elsewhere counts as `otherwise`: `Σ_k [k ≤ i] x_k`. Where two of those indices are equal the
  /// result is 0.
  record Among(Call operator, Relation relation, Rational otherwise, int free)
      implements Notation {}

  /// Special only: the argument's last axes at sums of two indices, the k-th of the last `2 axes`
  /// and that which is `axes` further: `x_{i+k}`.
  record Windowed(int axes) implements Notation {}

  /// Special only: the transpose of [Windowed], `Σ_k x_{(j−k)k}`.
  record Overlapped(int axes) implements Notation {}

  /// Special only: a matrix with a superscript, `(A⁻¹)_ij`.
  record Superscript(String ascii, String unicode, String latex) implements Notation {}

  /// Special only: the index of the result's axis itself, `i`.
  record Position() implements Notation {}

  /// Special only: a Kronecker delta of the result's last index and the argument, `δ_{k y_n}`; as a
  /// factor that is summed over that index it puts the argument in its place: `q_{n y_n}`.
  record Delta() implements Notation {}

  /// Special only: the argument with zeros around it along the last axis: entry k of the argument
  /// is entry `step · k + offset` of the result.
  record Padded(Dim offset, long step) implements Notation {}

  /// Special only: the argument with other indices. For each axis of the argument: the axis of the
  /// result it follows (or -1 for none), the step and the offset, `step · index + offset`.
  record Reindexed(List<Index> indices) implements Notation {
    public record Index(int axis, Dim step, Dim offset) {}
  }
}
