package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.ir.Values;

/// Which entries of a gradient are not those of the derivative, and by what they differ, in words.
///
/// @param written what the program has
/// @param derived what it should have
/// @param differ for each entry, whether it does
record Differing(Values written, Values derived, boolean[] differ) {

  static Differing of(Values written, Values derived) {
    double most = 1e-300;
    for (double x : derived.re()) {
      most = Math.max(most, Math.abs(x));
    }
    boolean[] differ = new boolean[Math.min(written.count(), derived.count())];
    for (int k = 0; k < differ.length; k++) {
      double apart = Math.abs(written.re()[k] - derived.re()[k]);
      differ[k] = !(apart <= 1e-6 * most);
    }
    return new Differing(written, derived, differ);
  }

  int count() {
    return (int) IntStream.range(0, differ.length).filter(k -> differ[k]).count();
  }

  /// The entry that differs most.
  int worst() {
    int worst = 0;
    for (int k = 0; k < differ.length; k++) {
      double apart = Math.abs(written.re()[k] - derived.re()[k]);
      boolean more = apart > Math.abs(written.re()[worst] - derived.re()[worst]);
      worst = more || Double.isNaN(apart) ? k : worst;
    }
    return worst;
  }

  /// Where they are, if that can be said in a few words: `all of the diagonal, none off it`; empty
  /// if it cannot.
  String where() {
    int[] shape = written.shape();
    for (int p = 0; p < shape.length; p++) {
      for (int q = p + 1; q < shape.length; q++) {
        if (shape[p] == shape[q] && shape[p] > 1) {
          int a = p;
          int b = q;
          String of = shape.length == 2 ? "" : " of axes " + p + " and " + q;
          if (are(k -> at(k, a) == at(k, b))) {
            return "all of the diagonal" + of + ", none off it";
          }
          if (are(k -> at(k, a) != at(k, b))) {
            return "all off the diagonal" + of + ", none on it";
          }
        }
      }
    }
    for (int p = 0; p < shape.length; p++) {
      for (int i = 0; i < shape[p] && shape[p] > 1; i++) {
        int axis = p;
        int position = i;
        if (are(k -> at(k, axis) == position)) {
          return "all at " + slice(axis, position) + ", none elsewhere";
        }
        if (are(k -> at(k, axis) != position)) {
          return "all but those at " + slice(axis, position);
        }
      }
    }
    return "";
  }

  private boolean are(IntPredicate these) {
    return count() < differ.length
        && IntStream.range(0, differ.length).allMatch(k -> differ[k] == these.test(k));
  }

  private String slice(int axis, int position) {
    return IntStream.range(0, written.shape().length)
        .mapToObj(p -> p == axis ? Integer.toString(position) : ":")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /// What the entries have to do with one another: transposed, signs, the range of the quotients.
  List<String> how() {
    List<String> all = new ArrayList<>();
    if (isTransposed()) {
      all.add("it is the derivative transposed");
    }
    int opposite = 0;
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    boolean quotients = true;
    for (int k = 0; k < differ.length; k++) {
      if (differ[k]) {
        double ratio = written.re()[k] / derived.re()[k];
        opposite += ratio < 0 ? 1 : 0;
        quotients &= Double.isFinite(ratio) && derived.re()[k] != 0;
        least = Math.min(least, ratio);
        largest = Math.max(largest, ratio);
      }
    }
    if (opposite > 0 && count() > 1) {
      all.add((opposite == count() ? "all" : opposite) + " of these have the other sign");
    }
    if (quotients && largest - least > 1e-6 * Math.max(Math.abs(least), Math.abs(largest))) {
      all.add(
          String.format(
              Locale.ROOT,
              "written / derived runs from %.3g to %.3g, so it is no constant factor",
              least,
              largest));
    }
    return all;
  }

  private boolean isTransposed() {
    int[] shape = written.shape();
    if (shape.length != 2 || shape[0] != shape[1] || shape[0] < 2) {
      return false;
    }
    int n = shape[0];
    return IntStream.range(0, n * n)
        .allMatch(k -> {
          double a = written.re()[k];
          double b = derived.re()[k % n * n + k / n];
          return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a) + Math.abs(b));
        });
  }

  /// The position along an axis of an entry.
  private int at(int flat, int axis) {
    return index(flat).get(axis);
  }

  List<Integer> index(int flat) {
    List<Integer> index = new ArrayList<>();
    int rest = flat;
    for (int axis = written.shape().length - 1; axis >= 0; axis--) {
      index.addFirst(rest % written.shape()[axis]);
      rest /= written.shape()[axis];
    }
    return index;
  }
}
