package leibniz.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The letters of one product under construction, with their sizes; merging makes two the same.
final class Letters {
  private static final int ONES = Integer.MIN_VALUE;

  private final Map<Integer, Integer> parent = new LinkedHashMap<>();
  private final Map<Integer, Dim> sizes = new LinkedHashMap<>();
  private int next = 1 << 30; // far from any letter a caller counts up to

  void declare(int letter, Dim size) {
    if (parent.putIfAbsent(letter, letter) == null) {
      sizes.put(letter, size);
    } else if (!size(find(letter)).equals(size)) {
      throw new IllegalArgumentException(
          "letter " + letter + " has size " + size(find(letter)) + " and size " + size);
    }
  }

  int fresh(Dim size) {
    declare(next, size);
    return next++;
  }

  /// The k-th letter reserved for axes of size 1.
  int one(int k) {
    declare(ONES + k, Dim.ONE);
    return ONES + k;
  }

  int find(int letter) {
    Integer up = parent.get(letter);
    if (up == null) {
      throw new IllegalStateException("letter " + letter + " has no size");
    }
    while (up != letter) {
      letter = up;
      up = parent.getOrDefault(letter, letter);
    }
    return letter;
  }

  void merge(int a, int b) {
    int left = find(a);
    int right = find(b);
    if (!size(left).equals(size(right))) {
      throw new IllegalStateException("a delta joins sizes " + size(left) + " and " + size(right));
    }
    parent.put(right, left);
  }

  Dim size(int letter) {
    Dim size = sizes.get(find(letter));
    if (size == null) {
      throw new IllegalStateException("letter " + letter + " has no size");
    }
    return size;
  }

  /// One letter of each class.
  List<Integer> roots() {
    List<Integer> roots = new ArrayList<>();
    parent.forEach((letter, up) -> {
      if (letter.equals(up)) {
        roots.add(letter);
      }
    });
    return roots;
  }
}
