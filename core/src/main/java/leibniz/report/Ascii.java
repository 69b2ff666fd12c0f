package leibniz.report;

import java.text.Normalizer;
import java.util.Map;

/// Text in ASCII alone, for terminals that show nothing else.
final class Ascii {
  private static final Map<Character, String> WORDS =
      Map.ofEntries(
          // frames
          Map.entry('─', "-"),
          Map.entry('│', "|"),
          Map.entry('┌', "+"),
          Map.entry('⋮', ":"),
          Map.entry('…', "..."),
          Map.entry('·', "*"),
          Map.entry('⋅', "*"),
          Map.entry('⊙', "*"),
          // operators
          Map.entry('−', "-"),
          Map.entry('–', "-"),
          Map.entry('—', "-"),
          Map.entry('×', "x"),
          Map.entry('÷', "/"),
          Map.entry('≤', "<="),
          Map.entry('≥', ">="),
          Map.entry('≠', "!="),
          Map.entry('≈', "~"),
          Map.entry('→', "->"),
          Map.entry('←', "<-"),
          Map.entry('∞', "inf"),
          Map.entry('√', "sqrt"),
          Map.entry('‖', "||"),
          Map.entry('′', "'"),
          Map.entry('∂', "d"),
          Map.entry('∇', "grad"),
          Map.entry('Σ', "sum"),
          Map.entry('∑', "sum"),
          Map.entry('ᵀ', "^T"),
          Map.entry('ℓ', "l"),
          Map.entry('∈', "in"),
          Map.entry('⋯', "..."),
          Map.entry('∘', "o"),
          // quotes
          Map.entry('‘', "'"),
          Map.entry('’', "'"),
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('«', "\""),
          Map.entry('»', "\""),
          // Greek
          Map.entry('α', "alpha"),
          Map.entry('β', "beta"),
          Map.entry('γ', "gamma"),
          Map.entry('δ', "delta"),
          Map.entry('ε', "epsilon"),
          Map.entry('ζ', "zeta"),
          Map.entry('η', "eta"),
          Map.entry('θ', "theta"),
          Map.entry('ι', "iota"),
          Map.entry('κ', "kappa"),
          Map.entry('λ', "lambda"),
          Map.entry('μ', "mu"),
          Map.entry('ν', "nu"),
          Map.entry('ξ', "xi"),
          Map.entry('π', "pi"),
          Map.entry('ρ', "rho"),
          Map.entry('σ', "sigma"),
          Map.entry('ς', "sigma"),
          Map.entry('τ', "tau"),
          Map.entry('υ', "upsilon"),
          Map.entry('φ', "phi"),
          Map.entry('χ', "chi"),
          Map.entry('ψ', "psi"),
          Map.entry('ω', "omega"),
          Map.entry('Γ', "Gamma"),
          Map.entry('Δ', "Delta"),
          Map.entry('Θ', "Theta"),
          Map.entry('Λ', "Lambda"),
          Map.entry('Ξ', "Xi"),
          Map.entry('Π', "Pi"),
          Map.entry('Φ', "Phi"),
          Map.entry('Ψ', "Psi"),
          Map.entry('Ω', "Omega"),
          // marks over a letter
          Map.entry('\u0302', "hat"),
          Map.entry('\u0303', "tilde"),
          Map.entry('\u0304', "bar"),
          Map.entry('\u0307', "dot"));

  private Ascii() {}

  /// The text, with names for the signs that have one and `\\u4e2d` for what has none.
  static String of(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) < 0x80) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8).append(text, 0, i);
    while (i < text.length()) {
      int point = text.codePointAt(i);
      out.append(point < 0x80 ? Character.toString(point) : of(point));
      i += Character.charCount(point);
    }
    return out.toString();
  }

  /// One character that is not ASCII.
  static String of(int point) {
    String word = point <= 0xFFFF ? WORDS.get((char) point) : null;
    if (word != null) {
      return word;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return "";
    }
    String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
    if (parts.codePointAt(0) != point) {
      String simple = of(parts);
      return isRaised(point) ? "^" + simple : simple;
    }
    return String.format(point > 0xFFFF ? "\\U%08x" : "\\u%04x", point);
  }

  private static boolean isRaised(int point) {
    return point == 0xB2 || point == 0xB3 || point == 0xB9 || point >= 0x2070 && point <= 0x207F;
  }
}
