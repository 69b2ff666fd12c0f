package leibniz.math;

import java.util.List;
import java.util.stream.Collectors;
import leibniz.ir.Rational;

/// Formulas for a paper or a page, as LaTeX for math mode; needs nothing beyond amsmath.
public final class Latex {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int FACTOR = 3;
  private static final int ATOM = 4;

  private Latex() {}

  public static String print(Formula formula) {
    return at(0, formula);
  }

  /// A fraction needs no brackets as a factor, for its bar holds it together.
  private static int binding(Formula formula) {
    return switch (formula) {
      case Formula.Equal e -> 0;
      case Formula.Sum s -> SUM;
      case Formula.Product p -> PRODUCT;
      case Formula.Entrywise e -> PRODUCT;
      case Formula.Big b -> PRODUCT;
      case Formula.Fraction f -> FACTOR;
      case Formula.Partial p -> FACTOR;
      case Formula.Raised r -> FACTOR;
      case Formula.EntrywisePower r -> FACTOR;
      case Formula.Marked m -> FACTOR;
      case Formula.Root r -> ATOM;
      case Formula.Numeral n ->
          Spelling.small(n.value()) == null
                  && (n.value().isInteger() || Spelling.isDecimal(n.value()))
              ? ATOM
              : FACTOR;
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

  private static String at(int least, Formula formula) {
    return binding(formula) < least ? brackets("(", formula, ")") : text(formula);
  }

  private static String text(Formula formula) {
    return switch (formula) {
      case Formula.Named n -> name(n, false);
      case Formula.Word w -> w.latex();
      case Formula.Letter l -> letter(l.text());
      case Formula.Numeral n -> number(n.value());
      case Formula.Size s -> name(new Formula.Named(leibniz.ir.Name.of(s.symbol())), false);
      case Formula.Indexed i -> indexed(i);
      case Formula.Raised r -> above(r.base(), exponent(r.exponent()));
      case Formula.Marked m -> above(m.base(), mark(m.mark().latex()));
      case Formula.Root r -> "\\sqrt{" + at(0, r.of()) + "}";
      case Formula.Product p -> product(p.factors());
      case Formula.Entrywise e ->
          e.operands().stream()
              .map(f -> at(FACTOR, f))
              .collect(Collectors.joining(" " + e.sign().latex() + " "));
      case Formula.EntrywisePower r -> above(r.base(), "\\circ " + at(0, r.exponent()));
      case Formula.Fraction f -> "\\frac{" + at(0, f.above()) + "}{" + at(0, f.below()) + "}";
      case Formula.Sum s -> sum(s);
      case Formula.Big b -> big(b);
      case Formula.Applied a -> applied(a);
      case Formula.Bars b -> brackets("|", b.of(), "|");
      case Formula.Holds h -> "\\left[" + relation(h) + "\\right]";
      case Formula.Choice c -> choice(c);
      case Formula.Partial p -> partial(p);
      case Formula.Equal e -> list(e.sides(), " = ");
    };
  }

  private static String list(List<? extends Formula> formulas, String between) {
    return formulas.stream().map(f -> at(0, f)).collect(Collectors.joining(between));
  }

  /// Brackets that grow where there is something tall to enclose.
  private static String brackets(String open, Formula inside, String close) {
    String text = text(inside);
    boolean tall =
        List.of("\\frac", "\\sum", "\\sqrt", "\\begin").stream().anyMatch(text::contains);
    return tall ? "\\left" + open + text + "\\right" + close : open + text + close;
  }

  private static String sum(Formula.Sum s) {
    StringBuilder out = new StringBuilder();
    for (Formula.Term term : s.terms()) {
      boolean first = out.isEmpty();
      out.append(term.minus() ? (first ? "-" : " - ") : first ? "" : " + ");
      out.append(at(PRODUCT, term.value()));
    }
    return out.toString();
  }

  private static String product(List<Formula> factors) {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k < factors.size(); k++) {
      boolean opensToTheRight = k == factors.size() - 1 && factors.get(k) instanceof Formula.Big;
      out.append(k == 0 ? "" : " ");
      out.append(at(opensToTheRight ? PRODUCT : FACTOR, factors.get(k)));
    }
    return out.toString();
  }

  private static String big(Formula.Big b) {
    String under = b.letters().isEmpty() ? "" : "_" + group(letters(b.letters()));
    return b.operator().latex() + under + " " + at(PRODUCT, b.body());
  }

  private static String applied(Formula.Applied a) {
    Formula only = a.arguments().size() == 1 ? a.arguments().get(0) : null;
    return a.function().latex()
        + (only != null ? brackets("(", only, ")") : "(" + list(a.arguments(), ", ") + ")");
  }

  private static String relation(Formula.Holds h) {
    return at(SUM, h.left()) + " " + h.relation().latex() + " " + at(SUM, h.right());
  }

  private static String choice(Formula.Choice c) {
    String condition =
        c.condition() instanceof Formula.Holds h ? relation(h) : at(SUM, c.condition()) + " \\ne 0";
    return "\\begin{cases} "
        + at(0, c.yes())
        + " & \\text{if } "
        + condition
        + " \\\\ "
        + at(0, c.no())
        + " & \\text{otherwise} \\end{cases}";
  }

  private static String partial(Formula.Partial p) {
    int order = p.by().size();
    String below =
        p.by().stream().map(v -> "\\partial " + at(ATOM, v)).collect(Collectors.joining(" \\, "));
    String d = order == 1 ? "\\partial " : "\\partial^" + order + " ";
    return "\\frac{" + d + at(ATOM, p.of()) + "}{" + below + "}";
  }

  // --- above and below the line -----------------------------------------------------------------

  /// Braces around more than one character.
  private static String group(String text) {
    return text.length() == 1 ? text : "{" + text + "}";
  }

  private static String letter(String text) {
    return text.length() == 1 ? text : text.charAt(0) + "_" + group(text.substring(1));
  }

  private static String indexed(Formula.Indexed i) {
    String base = i.base() instanceof Formula.Named n ? name(n, true) : at(ATOM, i.base());
    return base + "_" + group(letters(i.indices()));
  }

  private static String letters(List<? extends Formula> indices) {
    if (indices.stream().anyMatch(x -> x instanceof Formula.Indexed)) {
      return list(indices, indices.stream().anyMatch(x -> x instanceof Formula.Sum) ? ", " : " ");
    }
    boolean letters = indices.stream().allMatch(x -> x instanceof Formula.Letter);
    boolean words = indices.stream().anyMatch(x -> text(x).length() > 1);
    String tight = list(indices, !letters ? "," : words ? " " : "");
    return letters ? tight : tight.replace(" + ", "+").replace(" - ", "-");
  }

  private static String above(Formula base, String exponent) {
    return crowded(base)
        ? "(" + text(base) + ")^" + group(exponent)
        : at(ATOM, base) + "^" + group(exponent);
  }

  private static String exponent(Formula exponent) {
    return exponent instanceof Formula.Numeral(Rational value) && Spelling.small(value) == null
        ? Spelling.number(value)
        : at(0, exponent);
  }

  /// Whether something stands above already.
  private static boolean crowded(Formula base) {
    return switch (base) {
      case Formula.Named n -> hasPositions(n);
      case Formula.Indexed(Formula.Named n, List<Formula> indices) ->
          hasPositions(n) || !Spelling.of(n.name().base()).number().isEmpty();
      default -> false;
    };
  }

  private static boolean hasPositions(Formula.Named n) {
    return n.name().version() > 0 || !n.name().index().isEmpty();
  }

  private static String mark(String latex) {
    String bare = latex.startsWith("^") ? latex.substring(1) : latex;
    return bare.startsWith("{") && bare.endsWith("}") ? bare.substring(1, bare.length() - 1) : bare;
  }

  /// A number in the identifier stands below, or above in brackets where indices stand below;
  /// positions in lists always stand above.
  private static String name(Formula.Named n, boolean indexed) {
    Spelling spelling = Spelling.of(n.name().base());
    StringBuilder above = new StringBuilder();
    boolean raisesNumber = !spelling.number().isEmpty() && (indexed || hasPositions(n));
    above.append(raisesNumber ? spelling.number() : "");
    n.name().index().forEach(i -> above.append(above.isEmpty() ? "" : ",").append(i));
    if (n.name().version() > 0) {
      above.append(above.isEmpty() ? "" : ",").append(n.name().version());
    }
    String below =
        spelling.number().isEmpty() || raisesNumber ? "" : "_" + group(spelling.number());
    return spelling.word().latex() + below + (above.isEmpty() ? "" : "^{(" + above + ")}");
  }

  private static String number(Rational value) {
    Spelling.Small small = Spelling.small(value);
    if (small != null) {
      String power = "10^{-" + small.places() + "}";
      return small.isPower() ? power : small.digits() + " \\cdot " + power;
    }
    return value.isInteger() || Spelling.isDecimal(value)
        ? Spelling.number(value)
        : "\\frac{" + value.numerator() + "}{" + value.denominator() + "}";
  }
}
