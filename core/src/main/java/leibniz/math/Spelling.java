package leibniz.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// How the identifiers of a program are written by hand: `yhat` is ŷ, `alpha` is α, `loss` is ℓ,
/// `W1` is a W with a number.
///
/// @param word the identifier without its number
/// @param number the digits at its end, or nothing
record Spelling(Formula.Word word, String number) {

  private static final Map<String, String> GREEK =
      Stream.of(
              "alpha α",
              "beta β",
              "gamma γ",
              "delta δ",
              "epsilon ε",
              "zeta ζ",
              "eta η",
              "theta θ",
              "iota ι",
              "kappa κ",
              "lambda λ",
              "mu μ",
              "nu ν",
              "xi ξ",
              "pi π",
              "rho ρ",
              "sigma σ",
              "tau τ",
              "upsilon υ",
              "phi φ",
              "chi χ",
              "psi ψ",
              "omega ω",
              "Gamma Γ",
              "Delta Δ",
              "Theta Θ",
              "Lambda Λ",
              "Xi Ξ",
              "Pi Π",
              "Sigma Σ",
              "Phi Φ",
              "Psi Ψ",
              "Omega Ω")
          .map(pair -> pair.split(" "))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

  /// What is written for a Greek letter whose name is a word of Python, or long.
  private static final Map<String, String> SHORT =
      Map.of(
          "lam", "lambda", "lamb", "lambda", "lmbda", "lambda", "lamda", "lambda", "eps",
          "epsilon");

  /// An accent by the end of the identifier: the name in LaTeX and the combining character.
  private record Accent(String latex, char sign) {}

  private static final List<Accent> ACCENTS =
      List.of(
          new Accent("hat", '\u0302'),
          new Accent("bar", '\u0304'),
          new Accent("tilde", '\u0303'),
          new Accent("dot", '\u0307'));

  private static final Set<String> OPERATORS =
      Set.of("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "det");

  static Spelling of(String identifier) {
    int end = identifier.length();
    while (end > 1 && isDigit(identifier.charAt(end - 1))) {
      end--;
    }
    String number = identifier.substring(end);
    String stem = identifier.substring(0, end);
    boolean hangs = stem.length() > 1 && stem.endsWith("_");
    boolean bare = hangs && (!number.isEmpty() || stem.equals("lambda_"));
    Formula.Word word = word(bare ? stem.substring(0, stem.length() - 1) : stem);
    return new Spelling(bare ? new Formula.Word(stem, word.unicode(), word.latex()) : word, number);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Formula.Word word(String stem) {
    if (stem.equals("loss")) {
      return new Formula.Word(stem, "ℓ", "\\ell");
    }
    for (Accent accent : ACCENTS) {
      if (stem.endsWith(accent.latex)) {
        String under = stem.substring(0, stem.length() - accent.latex.length());
        under = under.endsWith("_") ? under.substring(0, under.length() - 1) : under;
        Formula.Word letter = letter(under);
        if (letter != null) {
          String composed =
              Normalizer.normalize(letter.unicode() + accent.sign, Normalizer.Form.NFC);
          return new Formula.Word(stem, composed, "\\" + accent.latex + "{" + letter.latex() + "}");
        }
      }
    }
    Formula.Word letter = letter(stem);
    return letter != null
        ? letter
        : new Formula.Word(stem, stem, "\\mathrm{" + stem.replace("_", "\\_") + "}");
  }

  /// One letter, Latin or Greek, or null if it is more or less than one.
  private static Formula.@Nullable Word letter(String text) {
    String name = SHORT.getOrDefault(text, text);
    String greek = GREEK.get(name);
    if (greek != null) {
      return new Formula.Word(text, greek, "\\" + name);
    }
    for (var pair : GREEK.entrySet()) {
      if (pair.getValue().equals(text)) {
        return new Formula.Word(pair.getKey(), text, "\\" + pair.getKey());
      }
    }
    return text.length() == 1 && Character.isLetter(text.charAt(0))
        ? new Formula.Word(text, text, text)
        : null;
  }

  /// A function by its plain name.
  static Formula.Word function(String name) {
    String latex = OPERATORS.contains(name) ? "\\" + name : "\\operatorname{" + name + "}";
    return new Formula.Word(name, name, latex);
  }

  /// Whether a fraction is better left the decimal it was written as: 0.044715, but 1/2.
  static boolean isDecimal(Rational value) {
    BigInteger five = BigInteger.valueOf(5);
    BigInteger odd = value.denominator().shiftRight(value.denominator().getLowestSetBit());
    boolean fives = odd.mod(five).signum() == 0;
    while (odd.mod(five).signum() == 0) {
      odd = odd.divide(five);
    }
    return fives && odd.equals(BigInteger.ONE);
  }

  /// `(0, 2, -1)`.
  static Formula listed(List<Rational> numbers) {
    List<Formula> entries = new ArrayList<>();
    for (Rational number : numbers) {
      Formula size = new Formula.Numeral(number.abs());
      boolean minus = number.signum() < 0;
      entries.add(minus ? new Formula.Sum(List.of(new Formula.Term(true, size))) : size);
    }
    return new Formula.Applied(new Formula.Word("", "", ""), entries);
  }

  /// A small decimal as people write it, `2.5 · 10⁻⁶`.
  ///
  /// @param digits the number in front
  /// @param places by how many places it is moved
  record Small(String digits, int places) {
    boolean isPower() {
      return digits.equals("1");
    }
  }

  private static final BigDecimal SMALL = new BigDecimal("0.001");

  /// The number as a small decimal, or null if it is not one.
  static @Nullable Small small(Rational value) {
    if (!isDecimal(value)) {
      return null;
    }
    BigDecimal decimal =
        new BigDecimal(value.numerator())
            .divide(new BigDecimal(value.denominator()))
            .stripTrailingZeros();
    if (decimal.signum() <= 0 || decimal.compareTo(SMALL) >= 0) {
      return null;
    }
    int places = decimal.scale() - decimal.precision() + 1;
    return new Small(decimal.movePointRight(places).toPlainString(), places);
  }

  /// A number without a sign: whole, decimal or `1/2`.
  static String number(Rational value) {
    return isDecimal(value)
        ? new BigDecimal(value.numerator())
            .divide(new BigDecimal(value.denominator()))
            .toPlainString()
        : value.toString();
  }
}
