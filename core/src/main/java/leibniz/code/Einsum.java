package leibniz.code;

import static leibniz.code.Piece.ONE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// Writes one call of `np.einsum`. No library can repeat a letter in its result nor make a new
/// axis, so a delta that is kept becomes an operand `np.eye(n)`, a new axis one `np.ones(n)`.
final class Einsum {
  private static final String BATCH = "bcdefgh";
  private static final String OTHERS = "ijklmnopqrstuvwxyzabcdefghABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final Identifiers names;
  private final Library library;
  private final Set<Dim> batch;

  private final @Nullable Matmul efficient;

  /// @param efficient who is asked first; null for the style of the page
  Einsum(Identifiers names, Library library, Set<Dim> batch, @Nullable Matmul efficient) {
    this.library = library;
    this.efficient = efficient;
    this.names = names;
    this.batch = batch;
  }

  /// A piece, placed in a frame of this shape, that has all of its entries.
  Piece filled(Piece piece, Shape shape) {
    int missing = shape.rank() - piece.axes().size();
    boolean whole = missing == 0;
    for (int axis = 0; axis < piece.axes().size(); axis++) {
      whole &= piece.axes().get(axis) != ONE || shape.get(axis + missing).isOne();
    }
    if (whole) {
      return piece;
    }
    String size = names.here(shape).toString();
    Piece number = library.numbers(piece);
    return piece.axes().isEmpty()
        ? constant(number, shape)
        : new Piece(
            library.broadcast(number.text(), size),
            Level.ATOM,
            number.kind(),
            Piece.all(shape.rank()));
  }

  /// The size of a letter's axis, as text.
  String size(Term term, int letter) {
    return names.here(term.size(letter)).toString();
  }

  /// An array of one number.
  Piece constant(Piece any, Shape shape) {
    Piece number = library.numbers(any);
    if (shape.rank() == 0) {
      return library.single(number);
    }
    String size = names.shape(shape);
    String text =
        number.text().equals("0")
            ? library.zeros(size)
            : number.text().equals("1") ? library.ones(size) : library.full(size, number);
    return Piece.of(text, Level.ATOM, shape.rank());
  }

  /// The call, in the frame of the term's result.
  Piece of(Term term, List<Part> given, Extent extent) {
    List<Part> parts = new ArrayList<>(given);
    Set<Integer> carried = new HashSet<>();
    parts.forEach(p -> carried.addAll(p.letters()));
    List<Part> ones = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    List<Integer> axes = new ArrayList<>();
    List<Dim> sizes = new ArrayList<>();
    int fresh = -1;
    for (int axis = 0; axis < term.out().size(); axis++) {
      int letter = term.out().get(axis);
      boolean again = out.contains(letter);
      boolean later = term.out().lastIndexOf(letter) > axis;
      boolean there = carried.contains(letter);
      boolean wanted =
          switch (extent) {
            case BROADCAST -> false;
            case FULL -> term.big(letter);
            case DERIVATIVE -> true;
          };
      if (!there && !again && !later && !wanted) {
        continue;
      }
      axes.add(axis);
      sizes.add(term.size(letter));
      String size = names.here(term.size(letter)).toString();
      if (again) {
        out.add(fresh);
        Piece eye = Piece.of(library.eye(size), Level.ATOM, 2);
        parts.add(new Part(eye, List.of(letter, fresh)));
        fresh--;
      } else {
        out.add(letter);
        if (!there && !later) {
          ones.add(new Part(Piece.of(library.ones(size), Level.ATOM, 1), List.of(letter)));
        }
      }
    }
    Piece product = efficient == null || parts.isEmpty() ? null : efficient.of(parts, out);
    if (product != null) {
      Piece placed = product.placed(Piece.all(out.size()), out.size(), true, library);
      return filled(placed, new Shape(sizes)).along(axes);
    }
    parts.addAll(ones);
    return call(term, parts, out).along(axes);
  }

  private Piece call(Term term, List<Part> parts, List<Integer> out) {
    int rank = out.size();
    if (parts.size() == 1) {
      Part only = parts.get(0);
      List<Integer> letters = only.letters();
      if (letters.equals(out)) {
        return only.piece();
      }
      boolean matrix = letters.size() == 2 && new HashSet<>(out).size() == rank;
      boolean diagonal = matrix && letters.get(0).equals(letters.get(1));
      if (matrix && letters.equals(out.reversed())) {
        return Piece.of(library.numbers(only.piece()).at(Level.ATOM) + ".T", Level.ATOM, rank);
      }
      if (diagonal) {
        String name = library.module() + (rank == 0 ? ".trace(" : ".diag(");
        return Piece.of(name + library.numbers(only.piece()).text() + ")", Level.ATOM, rank);
      }
    }
    int lead = 0;
    while (lead < rank && batch.contains(size(term, parts, out.get(lead)))) {
      lead++;
    }
    List<Part> sorted = new ArrayList<>(parts);
    Set<Integer> batched = new HashSet<>(out.subList(0, lead));
    sorted.sort(Comparator.comparing(p -> key(p, out, batched)));
    if (!library.counts()) {
      sorted.replaceAll(p -> new Part(library.numbers(p.piece()), p.letters()));
    } else if (sorted.stream().allMatch(p -> p.piece().kind() == Kind.BOOL)) {
      sorted.set(0, new Part(library.numbers(sorted.get(0).piece()), sorted.get(0).letters()));
    }
    Map<Integer, Character> letters = letters(term, sorted, out, lead);
    StringBuilder text = new StringBuilder(library.module() + ".einsum(\"");
    for (int k = 0; k < sorted.size(); k++) {
      text.append(k == 0 ? "" : ",");
      sorted.get(k).letters().forEach(l -> text.append(letters.get(l)));
    }
    text.append("->");
    out.forEach(l -> text.append(letters.get(l)));
    text.append('"');
    sorted.forEach(p -> text.append(", ").append(p.piece().text()));
    return Piece.of(text.append(')').toString(), Level.ATOM, rank);
  }

  private static Dim size(Term term, List<Part> parts, int letter) {
    for (Part part : parts) {
      if (part.isDelta() && part.letters().get(1) == letter) {
        return term.size(part.letters().get(0));
      }
    }
    return term.size(letter);
  }

  /// Operands stand in the order in which the result names their axes, those that are summed away
  /// last: `"i,bj->bij"`, `"ij,bk->bijk"`.
  private static String key(Part part, List<Integer> out, Set<Integer> batched) {
    StringBuilder key = new StringBuilder();
    part.letters().stream()
        .filter(l -> !batched.contains(l) && out.contains(l))
        .mapToInt(out::indexOf)
        .sorted()
        .forEach(p -> key.append((char) ('A' + p)));
    boolean onlyBatch = part.letters().stream().allMatch(batched::contains);
    return key.isEmpty() ? (onlyBatch ? "" : "~") : key.toString();
  }

  /// `b` and on for leading batch axes, `i` and on for the rest of the result, then for what is
  /// summed.
  private Map<Integer, Character> letters(
      Term term, List<Part> parts, List<Integer> out, int lead) {
    Map<Integer, Character> letters = new LinkedHashMap<>();
    Set<Character> used = new HashSet<>();
    Set<Integer> order = new LinkedHashSet<>(out);
    Map<Integer, Boolean> batched = new HashMap<>();
    for (int k = 0; k < lead; k++) {
      batched.put(out.get(k), true);
    }
    for (Part part : parts) {
      for (Integer letter : part.letters()) {
        if (order.add(letter) && batch.contains(term.size(letter))) {
          batched.put(letter, true);
        }
      }
    }
    for (Integer letter : order) {
      String alphabet = batched.containsKey(letter) ? BATCH + OTHERS : OTHERS;
      char next =
          (char)
              alphabet
                  .chars()
                  .filter(c -> !used.contains((char) c))
                  .findFirst()
                  .orElseThrow(() -> new IllegalStateException("more than 52 axes: " + parts));
      used.add(next);
      letters.put(letter, next);
    }
    return letters;
  }
}
