package leibniz.report;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/// Text in ASCII alone, for terminals that show nothing else.
final class Ascii {
  /// A sign and its word, in pairs.
  private static final String WORDS =
      """
      ─ -  │ |  ┌ +  ⋮ :  … ...  ⋯ ...  · *  ⋅ *  ⊙ *  ∘ o  ′ '  ‖ ||
      − -  – -  — -  × x  ÷ /  ≤ <=  ≥ >=  ≠ !=  ≈ ~  → ->  ← <-  ∈ in  √ sqrt  ∞ inf
      ∂ d  ∇ grad  Σ sum  ∑ sum  ᵀ ^T  ℓ l  ‘ '  ’ '  “ "  ” "  « "  » "
      α alpha  β beta  γ gamma  δ delta  ε epsilon  ζ zeta  η eta  θ theta  ι iota  κ kappa
      λ lambda  μ mu  ν nu  ξ xi  π pi  ρ rho  σ sigma  ς sigma  τ tau  υ upsilon  φ phi
      χ chi  ψ psi  ω omega  Γ Gamma  Δ Delta  Θ Theta  Λ Lambda  Ξ Xi  Π Pi  Φ Phi  Ψ Psi
      Ω Omega  \u0302 hat  \u0303 tilde  \u0304 bar  \u0307 dot
      """;

  private static final Map<String, String> WORD = pairs(WORDS.split("\\s+"));

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
    String word = WORD.get(Character.toString(point));
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

  private static Map<String, String> pairs(String[] words) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      map.put(words[i], words[i + 1]);
    }
    return map;
  }
}
