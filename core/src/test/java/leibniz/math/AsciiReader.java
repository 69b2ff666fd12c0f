package leibniz.math;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Name;
import leibniz.ir.Rational;

/// Reads what the ASCII printer wrote, by the usual conventions of mathematics alone. It proves
/// that no bracket is missing.
final class AsciiReader {
  private static final Set<String> OPERATORS = Set.of("sum", "prod", "max", "min", "log sum");

  private final String text;
  private final Map<String, Formula.Letter> free;
  private final Deque<Formula.Big> bigs; // only to learn the sizes of bound letters
  private final List<Formula.Letter> inSight = new ArrayList<>();
  private int at;

  private AsciiReader(Formula formula, List<Formula.Letter> free) {
    text = Unicode.ascii(formula);
    this.free = new java.util.HashMap<>();
    free.forEach(l -> this.free.putIfAbsent(l.text(), l));
    bigs = new ArrayDeque<>();
    collect(formula);
  }

  static Equation read(Equation e) {
    List<Equation> where = e.where().stream().map(AsciiReader::read).toList();
    AsciiReader reader = new AsciiReader(e.right(), e.letters());
    Formula right = reader.sum();
    reader.expect(reader.at == reader.text.length());
    return new Equation(e.left(), right, e.letters(), where);
  }

  /// The operators in the order in which they are printed.
  private void collect(Formula f) {
    switch (f) {
      case Formula.Big b -> {
        bigs.add(b);
        collect(b.body());
      }
      case Formula.Indexed i -> collect(i.base());
      case Formula.Raised r -> List.of(r.base(), r.exponent()).forEach(this::collect);
      case Formula.Marked m -> collect(m.base());
      case Formula.Root r -> collect(r.of());
      case Formula.Product p -> p.factors().forEach(this::collect);
      case Formula.Entrywise x -> x.operands().forEach(this::collect);
      case Formula.EntrywisePower x -> List.of(x.base(), x.exponent()).forEach(this::collect);
      case Formula.Fraction x -> List.of(x.above(), x.below()).forEach(this::collect);
      case Formula.Sum s -> s.terms().forEach(t -> collect(t.value()));
      case Formula.Applied a -> a.arguments().forEach(this::collect);
      case Formula.Bars b -> collect(b.of());
      case Formula.Holds h -> List.of(h.left(), h.right()).forEach(this::collect);
      case Formula.Choice c -> List.of(c.yes(), c.condition(), c.no()).forEach(this::collect);
      default -> {}
    }
  }

  private void expect(boolean holds) {
    if (!holds) {
      throw new IllegalStateException(text + " at " + at + ": " + text.substring(at));
    }
  }

  private boolean take(String token) {
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private Formula sum() {
    List<Formula.Term> terms = new ArrayList<>();
    boolean minus = take("-");
    while (true) {
      terms.add(new Formula.Term(minus, product()));
      if (take(" + ")) {
        minus = false;
      } else if (take(" - ")) {
        minus = true;
      } else {
        return new Formula.Sum(terms);
      }
    }
  }

  private Formula product() {
    List<Formula> factors = new ArrayList<>();
    do {
      factors.add(factor());
    } while (text.startsWith(" ", at) && !stops() && take(" "));
    Formula product = Formula.product(factors);
    return take(" / ") || take("/") ? new Formula.Fraction(product, factor()) : product;
  }

  private boolean stops() {
    return text.substring(at).matches("(?s) ([-+/<>=]|!=|if |else ).*");
  }

  private Formula factor() {
    Formula f = atom();
    while (true) {
      if (text.startsWith("_", at)) {
        at++;
        List<Formula> indices = new ArrayList<>();
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
          indices.add(letter(text.substring(at, ++at)));
        }
        f = new Formula.Indexed(f, indices);
      } else if (take("^T")) {
        f = new Formula.Marked(f, Formula.TRANSPOSED);
      } else if (take("^")) {
        f = new Formula.Raised(f, atom());
      } else {
        return f;
      }
    }
  }

  private Formula.Letter letter(String name) {
    for (Formula.Letter l : inSight.reversed()) {
      if (l.text().equals(name)) {
        return l;
      }
    }
    expect(free.containsKey(name));
    return free.get(name);
  }

  private Formula atom() {
    if (take("(")) {
      Formula inside = sum();
      if (take(" if ")) {
        Formula condition = relation();
        expect(take(" else "));
        inside = new Formula.Choice(condition, inside, sum());
      }
      expect(take(")"));
      return inside;
    }
    if (take("[")) {
      Formula inside = relation();
      expect(take("]"));
      return inside;
    }
    if (take("|")) {
      Formula inside = sum();
      expect(take("|"));
      return new Formula.Bars(inside);
    }
    int start = at;
    if (Character.isDigit(text.charAt(at))) {
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      if (text.startsWith("e-", at)) {
        at += 2;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
          at++;
        }
      }
      return new Formula.Numeral(Rational.of(new BigDecimal(text.substring(start, at))));
    }
    expect(Character.isLetter(text.charAt(at)));
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    if (text.substring(start, at).equals("log") && text.startsWith(" sum", at)) {
      at += 4;
    }
    String word = text.substring(start, at);
    boolean call = text.startsWith("(", at);
    if (OPERATORS.contains(word) && !call) {
      return operator(word);
    }
    return call ? call(word) : name(word);
  }

  private Formula relation() {
    Formula left = sum();
    for (String sign : List.of("!=", ">=", "<=", ">", "<", "=")) {
      if (take(" " + sign + " ")) {
        return new Formula.Holds(new Formula.Word(sign, sign, sign), left, sum());
      }
    }
    throw new IllegalStateException(text.substring(at));
  }

  private Formula operator(String word) {
    Formula.Big original = bigs.remove();
    if (take("_")) {
      for (Formula.Letter l : original.letters()) {
        expect(take(l.text()));
      }
    } else {
      expect(original.letters().isEmpty());
    }
    expect(take(" "));
    inSight.addAll(original.letters());
    Formula body = product();
    original.letters().forEach(l -> inSight.removeLast());
    return new Formula.Big(new Formula.Word(word, word, word), original.letters(), body);
  }

  private Formula call(String word) {
    List<Formula> arguments = new ArrayList<>();
    expect(take("("));
    do {
      arguments.add(sum());
    } while (take(", "));
    expect(take(")"));
    return word.equals("sqrt")
        ? new Formula.Root(arguments.get(0))
        : new Formula.Applied(new Formula.Word(word, word, word), arguments);
  }

  private Formula name(String word) {
    if (word.equals("delta")) {
      return Formula.DELTA;
    }
    if (Set.of("B", "n", "m").contains(word)) {
      return new Formula.Size(word);
    }
    if (take("[0]")) {
      return new Formula.Named(Name.at(word, Dim.of(0)));
    }
    return new Formula.Named(take("@1") ? new Name(word, List.of(), 1) : Name.of(word));
  }
}
