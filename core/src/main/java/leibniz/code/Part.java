package leibniz.code;

import java.util.List;

/// An operand of a product with a sum, with the letter of each of its axes.
record Part(Piece piece, List<Integer> letters) {

  /// Whether it is an identity that stands for a letter the result repeats.
  boolean isDelta() {
    return letters.size() == 2 && letters.get(1) < 0;
  }
}
