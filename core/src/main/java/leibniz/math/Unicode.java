package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Rational;

/// Formulas as plain text on one line or on lines of a given width: with the signs of Unicode, or
/// in ASCII alone, where names stand as they do in the program.
public final class Unicode {
  /// How tightly a formula holds together. What is looser than its place asks for gets brackets.
  private static final int SUM = 1;

  private static final int PRODUCT = 2;
  private static final int FACTOR = 3;
  private static final int POWER = 4;
  private static final int ATOM = 5;

  private static final String INDENT = "    ";

  private final boolean ascii;

  private Unicode(boolean ascii) {
    this.ascii = ascii;
  }

  public static String print(Formula formula) {
    return new Unicode(false).at(0, formula);
  }

  public static String ascii(Formula formula) {
    return new Unicode(true).at(0, formula);
  }

  /// On lines of at most `width` characters, where breaks at the outermost `=`, `+` and `−`, and at
  /// those of a sum that is a factor, can do that. All lines but the first are indented.
  public static List<String> lines(Formula formula, int width) {
    return new Unicode(false).broken(formula, width);
  }

  /// The same in ASCII.
  public static List<String> asciiLines(Formula formula, int width) {
    return new Unicode(true).broken(formula, width);
  }

  // --- lines ------------------------------------------------------------------------------------

  private List<String> broken(Formula formula, int width) {
    String whole = at(0, formula);
    if (cells(whole) <= width) {
      return List.of(whole);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String piece : pieces(formula, width - INDENT.length())) {
      boolean fits = cells(line) + cells(piece) + (line.isEmpty() ? 0 : 1) <= width;
      if (!line.isEmpty() && !fits) {
        lines.add(line.toString());
        line = new StringBuilder(INDENT).append(piece);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(piece);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /// The text in stretches that stay on a line, each after the first with its sign in front. One
  /// longer than `width` is cut in long brackets, or else between factors.
  private List<String> pieces(Formula formula, int width) {
    List<String> pieces = new ArrayList<>();
    if (formula instanceof Formula.Equal equal) {
      for (Formula side : equal.sides()) {
        List<String> inner = new ArrayList<>(pieces(side, width));
        inner.set(0, (pieces.isEmpty() ? "" : "= ") + inner.get(0));
        pieces.addAll(inner);
      }
    } else if (formula instanceof Formula.Sum sum) {
      for (Formula.Term term : sum.terms()) {
        String sign = term.minus() ? minus() : pieces.isEmpty() ? "" : "+";
        String space = pieces.isEmpty() || sign.isEmpty() ? "" : " ";
        boolean closed = binding(term.value()) < PRODUCT;
        List<String> inner =
            new ArrayList<>(
                closed ? List.of(at(PRODUCT, term.value())) : pieces(term.value(), width));
        inner.set(0, sign + space + inner.get(0));
        pieces.addAll(inner);
      }
    } else if (formula instanceof Formula.Product product && cells(text(product)) > width) {
      pieces.addAll(cut(product, width));
    } else {
      pieces.add(at(0, formula));
    }
    return pieces;
  }

  private List<String> cut(Formula.Product product, int width) {
    List<String> factors = product.factors().stream().map(f -> at(FACTOR, f)).toList();
    int longest = -1;
    for (int k = 0; k < factors.size(); k++) {
      boolean sum = product.factors().get(k) instanceof Formula.Sum;
      if (sum && (longest < 0 || factors.get(k).length() > factors.get(longest).length())) {
        longest = k;
      }
    }
    if (longest < 0 || 2 * cells(factors.get(longest)) < width) {
      return words(text(product));
    }
    List<String> inner = new ArrayList<>(pieces(product.factors().get(longest), width));
    String before = String.join(" ", factors.subList(0, longest));
    inner.set(0, before + (before.isEmpty() ? "(" : " (") + inner.get(0));
    String after = product(product.factors().subList(longest + 1, factors.size()));
    inner.set(inner.size() - 1, inner.getLast() + (after.isEmpty() ? ")" : ") " + after));
    return inner;
  }

  /// Between factors: at the blanks outside of brackets.
  private static List<String> words(String product) {
    List<String> words = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int k = 0; k < product.length(); k++) {
      char c = product.charAt(k);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ' ' && depth == 0) {
        words.add(product.substring(start, k));
        start = k + 1;
      }
    }
    words.add(product.substring(start));
    return words;
  }

  /// Combining accents take no cell of the terminal.
  private static int cells(CharSequence text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  // --- one formula ------------------------------------------------------------------------------

  private static int binding(Formula formula) {
    return switch (formula) {
      case Formula.Equal e -> 0;
      case Formula.Sum s -> SUM;
      case Formula.Product p -> PRODUCT;
      case Formula.Entrywise e -> PRODUCT;
      case Formula.Fraction f -> PRODUCT;
      case Formula.Big b -> PRODUCT;
      case Formula.Numeral n ->
          Spelling.small(n.value()) != null
              ? FACTOR
              : n.value().isInteger() || Spelling.isDecimal(n.value()) ? ATOM : PRODUCT;
      case Formula.Partial p -> FACTOR;
      case Formula.Root r -> POWER;
      case Formula.Raised r -> POWER;
      case Formula.EntrywisePower r -> POWER;
      case Formula.Marked m -> POWER;
      case Formula.Indexed i -> ATOM;
      case Formula.Named n -> ATOM;
      case Formula.Word w -> ATOM;
      case Formula.Letter l -> ATOM;
      case Formula.Size s -> ATOM;
      case Formula.Applied a -> ATOM;
      case Formula.Bars b -> ATOM;
      case Formula.Holds h -> ATOM;
      case Formula.Choice c -> ATOM;
    };
  }

  private String at(int least, Formula formula) {
    boolean loose = binding(formula) < least;
    if (loose && formula instanceof Formula.Fraction f) {
      return "(" + fraction(f, "/") + ")";
    }
    return loose ? "(" + text(formula) + ")" : text(formula);
  }

  private String text(Formula formula) {
    return switch (formula) {
      case Formula.Named n -> name(n);
      case Formula.Word w -> ascii ? w.ascii() : w.unicode();
      case Formula.Letter l -> l.text();
      case Formula.Numeral n -> number(n.value());
      case Formula.Size s -> word(s.symbol());
      case Formula.Indexed i -> at(ATOM, i.base()) + indices(i.indices());
      case Formula.Raised r -> raised(r);
      case Formula.Marked m -> marked(m);
      case Formula.Root r -> ascii ? "sqrt(" + at(0, r.of()) + ")" : "√" + at(ATOM, r.of());
      case Formula.Product p -> product(p.factors());
      case Formula.Entrywise e ->
          e.operands().stream()
              .map(f -> at(FACTOR, f))
              .collect(Collectors.joining(" " + text(e.sign()) + " "));
      case Formula.EntrywisePower r ->
          at(ATOM, r.base()) + (ascii ? ".^" : "^∘") + at(ATOM, r.exponent());
      case Formula.Fraction f -> fraction(f, f.above() instanceof Formula.Numeral ? "/" : " / ");
      case Formula.Sum s -> String.join(" ", pieces(s, Integer.MAX_VALUE));
      case Formula.Big b -> big(b);
      case Formula.Applied a -> text(a.function()) + "(" + list(a.arguments(), ", ") + ")";
      case Formula.Bars b -> "|" + at(0, b.of()) + "|";
      case Formula.Holds h -> "[" + relation(h) + "]";
      case Formula.Choice c ->
          "(" + at(0, c.yes()) + " if " + condition(c) + " else " + at(0, c.no()) + ")";
      case Formula.Partial p -> partial(p);
      case Formula.Equal e -> list(e.sides(), " = ");
    };
  }

  private String number(Rational value) {
    Spelling.Small small = Spelling.small(value);
    if (small == null) {
      return Spelling.number(value);
    }
    return ascii
        ? small.digits() + "e-" + small.places()
        : (small.isPower() ? "10⁻" : small.digits() + "·10⁻")
            + digits(small.places(), SUPERSCRIPTS);
  }

  private String list(List<Formula> formulas, String between) {
    return formulas.stream().map(f -> at(0, f)).collect(Collectors.joining(between));
  }

  private String minus() {
    return ascii ? "-" : "−";
  }

  private String relation(Formula.Holds h) {
    return at(SUM, h.left()) + " " + text(h.relation()) + " " + at(SUM, h.right());
  }

  private String condition(Formula.Choice c) {
    return c.condition() instanceof Formula.Holds h
        ? relation(h)
        : at(SUM, c.condition()) + (ascii ? " != 0" : " ≠ 0");
  }

  private String product(List<Formula> factors) {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k < factors.size(); k++) {
      boolean opensToTheRight = k == factors.size() - 1 && factors.get(k) instanceof Formula.Big;
      out.append(k == 0 ? "" : " ");
      out.append(at(opensToTheRight ? PRODUCT : FACTOR, factors.get(k)));
    }
    return out.toString();
  }

  private String fraction(Formula.Fraction f, String bar) {
    boolean plain = !(f.above() instanceof Formula.Fraction || f.above() instanceof Formula.Big);
    return at(plain ? PRODUCT : ATOM, f.above()) + bar + at(POWER, f.below());
  }

  private String big(Formula.Big b) {
    String under = b.letters().isEmpty() ? "" : indices(b.letters());
    return text(b.operator()) + under + " " + at(PRODUCT, b.body());
  }

  private String partial(Formula.Partial p) {
    String d = ascii ? "d" : "∂";
    int order = p.by().size();
    String power = order == 1 ? "" : ascii ? "^" + order : digits(order, SUPERSCRIPTS);
    String below = p.by().stream().map(v -> d + at(ATOM, v)).collect(Collectors.joining());
    return d + power + at(ATOM, p.of()) + "/" + below;
  }

  // --- above and below the line -----------------------------------------------------------------

  private static final String PLAIN = "0123456789+-abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW";
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ";
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static String digits(int number, String alphabet) {
    return Integer.toString(number)
        .chars()
        .mapToObj(c -> alphabet.substring(c - '0', c - '0' + 1))
        .collect(Collectors.joining());
  }

  private String indices(List<? extends Formula> indices) {
    if (indices.stream().anyMatch(i -> i instanceof Formula.Indexed)) {
      boolean sums = indices.stream().anyMatch(i -> i instanceof Formula.Sum); // δ_{k + 1, y_n}
      return "_{" + list(List.copyOf(indices), sums ? ", " : " ") + "}"; // q_{n y_n}
    }
    List<String> texts = new ArrayList<>();
    boolean words = false;
    for (Formula index : indices) {
      boolean simple = index instanceof Formula.Letter || index instanceof Formula.Numeral;
      String text = at(0, index).replace(" ", "");
      texts.add(simple ? text : "(" + text + ")");
      words |= simple && text.length() > 1;
    }
    return "_" + String.join(words ? "," : "", texts);
  }

  private String raised(Formula.Raised r) {
    boolean crowded =
        r.base() instanceof Formula.Named n
            && (n.name().version() > 0 || !n.name().index().isEmpty());
    String base = crowded ? "(" + text(r.base()) + ")" : at(ATOM, r.base());
    if (r.exponent() instanceof Formula.Numeral(Rational value)) {
      if (!ascii && value.isInt()) {
        return base + digits(value.intValue(), SUPERSCRIPTS);
      }
      return base + "^" + at(ATOM, r.exponent());
    }
    return base + "^(" + at(0, r.exponent()) + ")";
  }

  private String marked(Formula.Marked m) {
    String mark = text(m.mark());
    return at(ATOM, m.base()) + (ascii && !mark.startsWith("^") ? "^" + mark : mark);
  }

  private String name(Formula.Named n) {
    if (ascii) {
      return word(n.name().base()) + n.name().toString().substring(n.name().base().length());
    }
    StringBuilder out = new StringBuilder(word(n.name().base()));
    n.name().index().forEach(i -> out.append(position(i)));
    if (n.name().version() > 0) {
      out.append('⁽').append(digits(n.name().version(), SUPERSCRIPTS)).append('⁾');
    }
    return out.toString();
  }

  /// Above the line where every sign of it has such a form: `⁽ˡ⁻¹⁾`, else as in a program.
  private static String position(Dim position) {
    StringBuilder out = new StringBuilder("⁽");
    for (char c : position.toString().replace(" ", "").toCharArray()) {
      int known = PLAIN.indexOf(c);
      if (known < 0) {
        return "[" + position + "]";
      }
      out.append(RAISED.charAt(known));
    }
    return out.append('⁾').toString();
  }

  private String word(String identifier) {
    Spelling spelling = Spelling.of(identifier);
    return (ascii ? spelling.word().ascii() : spelling.word().unicode()) + spelling.number();
  }
}
