package leibniz.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The letters of one product under construction, with their sizes; merging makes two the same.
///
/// A product has a handful: they stand in arrays, in the order in which they were declared.
final class Letters {
  private static final int ONES = Integer.MIN_VALUE;

  private int[] letters = new int[16];
  private int[] parent = new int[16]; // places
  private Dim[] sizes = new Dim[16];
  private int count;
  private int next = 1 << 30; // far from any letter a caller counts up to

  void declare(int letter, Dim size) {
    int place = place(letter);
    if (place < 0) {
      add(letter, size);
    } else if (!sizes[root(place)].equals(size)) {
      throw new IllegalArgumentException(
          "letter " + letter + " has size " + size(letter) + " and size " + size);
    }
  }

  private void add(int letter, Dim size) {
    if (count == letters.length) {
      letters = Arrays.copyOf(letters, 2 * count);
      parent = Arrays.copyOf(parent, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
    }
    letters[count] = letter;
    parent[count] = count;
    sizes[count++] = size;
  }

  private int place(int letter) {
    for (int k = 0; k < count; k++) {
      if (letters[k] == letter) {
        return k;
      }
    }
    return -1;
  }

  private int root(int place) {
    int root = place;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  private int rootOf(int letter) {
    int place = place(letter);
    if (place < 0) {
      throw new IllegalStateException("letter " + letter + " has no size");
    }
    return root(place);
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
    return letters[rootOf(letter)];
  }

  void merge(int a, int b) {
    int left = rootOf(a);
    int right = rootOf(b);
    if (!sizes[left].equals(sizes[right])) {
      throw new IllegalStateException("a delta joins sizes " + size(a) + " and " + size(b));
    }
    parent[right] = left;
  }

  Dim size(int letter) {
    return sizes[rootOf(letter)];
  }

  /// One axis for each letter.
  Shape shape(List<Integer> indices) {
    Dim[] dims = new Dim[indices.size()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = size(indices.get(axis));
    }
    return Shape.of(dims);
  }

  /// One letter of each class.
  List<Integer> roots() {
    List<Integer> roots = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      if (parent[k] == k) {
        roots.add(letters[k]);
      }
    }
    return roots;
  }

  // --- lists of letters, which are short: letters are looked for one by one, and no set is made

  /// Whether no letter occurs twice.
  static boolean isDistinct(List<Integer> indices) {
    for (int k = 1; k < indices.size(); k++) {
      if (indices.indexOf(indices.get(k)) < k) {
        return false;
      }
    }
    return true;
  }

  /// The letters called by the places they are first met at.
  ///
  /// @param numbers the letters that were met before: each is called by its place here
  static List<Integer> renumber(List<Integer> indices, List<Integer> numbers) {
    List<Integer> result = new ArrayList<>(indices.size());
    for (Integer letter : indices) {
      int known = numbers.indexOf(letter);
      if (known < 0) {
        known = numbers.size();
        numbers.add(letter);
      }
      result.add(known);
    }
    return List.copyOf(result);
  }
}
