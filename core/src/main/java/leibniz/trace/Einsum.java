package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Span;

/// `np.einsum`: subscripts and operands, checked letter by letter. Stricter than NumPy in one
/// point: one letter has one size, and an axis of size 1 is not repeated.
final class Einsum {
  /// Where a letter got its size.
  private record First(int operand, int axis) {}

  private static final int ELLIPSIS = 1 << 20; // letters for the axes of "...", from the last

  private final Value.Operand subscripts;
  private final List<Value.Operand> operands;
  private final Span span;
  private final Session session;
  private final Map<Integer, Dim> sizes = new HashMap<>();
  private final Map<Integer, First> firsts = new LinkedHashMap<>();
  private int ellipsis; // the most axes an ellipsis stands for

  private Einsum(
      Value.Operand subscripts, List<Value.Operand> operands, Span span, Session session) {
    this.subscripts = subscripts;
    this.operands = operands;
    this.span = span;
    this.session = session;
  }

  static Expr of(
      Value.Operand subscripts, List<Value.Operand> operands, Span span, Session session) {
    if (!(subscripts.value() instanceof Value.Text) && !operands.isEmpty()) {
      List<Value.Operand> all = new ArrayList<>(List.of(subscripts));
      all.addAll(operands);
      return listed(all, span, session);
    }
    return new Einsum(subscripts, operands, span, session).build();
  }

  /// The other way to write it: each operand is followed by the list of its subscripts, numbers,
  /// and the last list is that of the result.
  private static Expr listed(List<Value.Operand> all, Span span, Session session) {
    List<String> terms = new ArrayList<>();
    List<Value.Operand> operands = new ArrayList<>();
    for (int k = 0; k + 1 < all.size(); k += 2) {
      operands.add(all.get(k));
      terms.add(subscripts(all.get(k + 1), session));
    }
    String text = String.join(",", terms);
    String whole = all.size() % 2 == 0 ? text : text + "->" + subscripts(all.getLast(), session);
    Value.Operand written = new Value.Operand(new Value.Text(whole), span, "", null);
    return new Einsum(written, operands, span, session).build();
  }

  private static String subscripts(Value.Operand list, Session session) {
    StringBuilder letters = new StringBuilder();
    for (Value subscript : Sequences.elements(list, session)) {
      switch (subscript) {
        case Value.Single single when single == Value.Single.ELLIPSIS -> letters.append("...");
        case Value.Number n
            when n.value().isInt() && n.value().intValue() >= 0 && n.value().intValue() < 26 ->
            letters.append((char) ('a' + n.value().intValue()));
        default ->
            throw Faults.unfit(
                    "a subscript of einsum is a whole number from 0 to 25 here, or ...",
                    list.span())
                .raise();
      }
    }
    return letters.toString();
  }

  private Expr build() {
    if (!(subscripts.value() instanceof Value.Text(String text))) {
      throw Faults.refused("einsum is read with its subscripts as a text first", span)
          .help("np.einsum(\"ij,jk->ik\", A, B)")
          .raise();
    }
    int arrow = text.indexOf("->");
    String inputs = (arrow < 0 ? text : text.substring(0, arrow)).replace(" ", "");
    String[] terms = inputs.split(",", -1);
    check(inputs + (arrow < 0 ? "" : text.substring(arrow + 2)));
    if (terms.length != operands.size()) {
      throw problem(
          Code.LBZ105,
          "the subscripts \""
              + text
              + "\" speak of "
              + Faults.count(terms.length, "operand")
              + ", and "
              + (operands.size() == 1 ? "1 is" : operands.size() + " are")
              + " given");
    }
    Product product = Product.one();
    for (int k = 0; k < terms.length; k++) {
      Expr value = Tensors.of(operands.get(k), session);
      List<Integer> letters = letters(terms[k], k, value);
      product.times(value, letters);
    }
    List<Integer> out =
        arrow < 0 ? implicit(inputs) : output(text.substring(arrow + 2).replace(" ", ""));
    return product.out(out);
  }

  private void check(String letters) {
    for (int k = 0; k < letters.length(); k++) {
      char c = letters.charAt(k);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && c != ',' && c != '.' && c != ' ') {
        throw problem(Code.LBZ105, "einsum has no subscript \"" + c + "\"");
      }
    }
  }

  /// One number a letter of a term; an ellipsis is as many as are left.
  private List<Integer> letters(String term, int k, Expr value) {
    int dots = term.indexOf('.');
    boolean open = dots >= 0;
    if (open && (!term.startsWith("...", dots) || term.indexOf('.', dots + 3) >= 0)) {
      throw problem(Code.LBZ105, "the subscripts \"" + term + "\" have dots that are no ellipsis");
    }
    int named = open ? term.length() - 3 : term.length();
    int rank = value.rank();
    if (open ? named > rank : named != rank) {
      throw problem(
              Code.LBZ105,
              "the subscripts \""
                  + term
                  + "\" name "
                  + Faults.count(named, "axis").replace("axiss", "axes")
                  + ", "
                  + operands.get(k).or("operand " + (k + 1))
                  + " has shape "
                  + value.shape())
          .problems()
          .get(0)
          .also(operands.get(k).span(), Tensors.label(operands.get(k), value.shape(), session))
          .raise();
    }
    List<Integer> letters = new ArrayList<>();
    for (int at = 0; at < term.length(); at++) {
      if (term.charAt(at) == '.') {
        for (int left = rank - named; left > 0; left--) {
          letters.add(ELLIPSIS + left - 1);
        }
        ellipsis = Math.max(ellipsis, rank - named);
        at += 2;
      } else {
        letters.add((int) term.charAt(at));
      }
    }
    for (int axis = 0; axis < rank; axis++) {
      declare(letters, axis, k, value);
    }
    return letters;
  }

  private void declare(List<Integer> letters, int axis, int k, Expr value) {
    int letter = letters.get(axis);
    Dim size = value.shape().get(axis);
    Dim known = sizes.putIfAbsent(letter, size);
    First first = firsts.putIfAbsent(letter, new First(k, axis));
    if (known == null || first == null || session.sizes().same(known, size)) {
      return;
    }
    if (letter >= ELLIPSIS && (size.isOne() || known.isOne())) {
      throw Faults.refused("an ellipsis that repeats an axis of size 1 is not read", span).raise();
    }
    throw clash(letter, first, known, k, axis, size);
  }

  private LeibnizException clash(int letter, First first, Dim known, int k, int axis, Dim size) {
    Value.Operand a = operands.get(first.operand);
    Value.Operand b = operands.get(k);
    String name = letter >= ELLIPSIS ? "of \"...\"" : Character.toString(letter);
    boolean alike = first.operand != k && a.text().equals(b.text());
    String one = alike ? nth(first.operand) : a.or(nth(first.operand));
    String other = alike ? nth(k) : b.or(nth(k));
    String headline =
        "axis "
            + name
            + " is "
            + valued(known)
            + " in "
            + one
            + " and "
            + valued(size)
            + " in "
            + other;
    String place = name + " is the " + Faults.ordinal(first.axis + 1);
    String label =
        first.operand == k
            ? place + " and the " + Faults.ordinal(axis + 1) + " axis"
            : first.axis == axis
                ? place + " axis of both operands"
                : place
                    + " axis of "
                    + one
                    + " and the "
                    + Faults.ordinal(axis + 1)
                    + " of "
                    + other;
    Problem problem =
        Problem.error(Code.LBZ102, headline, subscripts.span(), label)
            .also(b.span(), Tensors.label(b, Tensors.of(b, session).shape(), session));
    if (first.operand != k) {
      problem = problem.also(a.span(), Tensors.label(a, Tensors.of(a, session).shape(), session));
    }
    return problem.raise();
  }

  private static String nth(int operand) {
    return "the " + Faults.ordinal(operand + 1) + " operand";
  }

  private String valued(Dim size) {
    var value = session.sizes().value(size);
    boolean symbol = size.constant().isEmpty() && value.isPresent();
    return size + (symbol ? " = " + value.getAsLong() : "");
  }

  /// Without an arrow: the letters that occur once, in alphabetical order.
  private List<Integer> implicit(String inputs) {
    List<Integer> out = dots();
    TreeSet<Integer> once = new TreeSet<>();
    for (int letter : firsts.keySet()) {
      if (letter < ELLIPSIS && inputs.indexOf(letter) == inputs.lastIndexOf(letter)) {
        once.add(letter);
      }
    }
    out.addAll(once);
    return out;
  }

  private List<Integer> dots() {
    List<Integer> letters = new ArrayList<>();
    for (int left = ellipsis; left > 0; left--) {
      letters.add(ELLIPSIS + left - 1);
    }
    return letters;
  }

  private List<Integer> output(String term) {
    List<Integer> out = new ArrayList<>();
    for (int at = 0; at < term.length(); at++) {
      char c = term.charAt(at);
      if (term.startsWith("...", at)) {
        out.addAll(dots());
        at += 2;
      } else if (!sizes.containsKey((int) c)) {
        throw problem(
            Code.LBZ105, "the output of \"" + text() + "\" has " + c + ", which no operand has");
      } else if (out.contains((int) c)) {
        throw problem(
            Code.LBZ105, "the output of \"" + text() + "\" has " + c + " twice, as NumPy cannot");
      } else {
        out.add((int) c);
      }
    }
    if (ellipsis > 0 && !term.contains("...")) {
      throw problem(Code.LBZ105, "the output of \"" + text() + "\" leaves the ellipsis out");
    }
    return out;
  }

  private String text() {
    return subscripts.value() instanceof Value.Text(String text) ? text : "";
  }

  private LeibnizException problem(Code code, String headline) {
    return Problem.error(code, headline, subscripts.span(), "").raise();
  }
}
