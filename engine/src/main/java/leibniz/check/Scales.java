package leibniz.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Gradients that are a multiple of the derivative on purpose, and what is made of these: the
/// factor is handed on until it is taken off.
final class Scales {
  private static final double EXACT = 1e-6;
  private static final Pattern DATA = Pattern.compile("(?i)x\\w*|a_?0|inputs?|data");

  private final Chain chain;
  private final Judge judge;
  private final Dependents dependents;
  private final Map<Judgement, List<Double>> scales = new LinkedHashMap<>();

  Scales(Chain chain, Judge judge, Dependents dependents) {
    this.chain = chain;
    this.judge = judge;
    this.dependents = dependents;
  }

  /// From here on, what is made of it may have its factor.
  void add(Judgement j) {
    add(j, j);
  }

  /// The same of one of which its name does not tell the factor.
  ///
  /// @param multiple what it is a multiple of
  void add(Judgement j, Judgement multiple) {
    if (multiple.outcome() == Judgement.Outcome.SCALED) {
      scales.put(j, multiple.scales());
    }
  }

  /// By what the gradients are scaled that this one is made of, at each point; 1 if by nothing.
  List<Double> of(Judgement j) {
    List<Double> found = judge.scene().points().stream().map(_ -> 1.0).toList();
    for (Map.Entry<Judgement, List<Double>> entry : scales.entrySet()) {
      Chain.Link link = chain.link(entry.getKey().claim().event().value());
      if (link != null && j.claim().isMadeOf(link, chain)) {
        found = entry.getValue();
      }
    }
    return found;
  }

  /// Whether it is scaled like what it is made of.
  boolean isLike(Judgement j) {
    if (j.outcome() != Judgement.Outcome.SCALED) {
      return false;
    }
    boolean data =
        j.pair() != null && DATA.matcher(j.pair().name()).matches()
            || j.claim().said().wrt().stream().anyMatch(w -> DATA.matcher(w).matches());
    if (!data && dependents.ends(j).isEmpty() && isBesideRight(j)) {
      return false; // others take the factor off again, and this one does not
    }
    List<Double> wanted = of(j);
    return wanted.size() <= j.scales().size() && isClose(j.scales(), wanted);
  }

  /// Whether a gradient that is right is made of the same scaled one.
  private boolean isBesideRight(Judgement j) {
    return scales.keySet().stream()
        .filter(s -> dependents.of(s).contains(j))
        .anyMatch(s -> dependents.ends(s).stream().anyMatch(Judgement::isEqual));
  }

  /// Whether factors are the same but for rounding, at each point that both have.
  static boolean isClose(List<Double> a, List<Double> b) {
    for (int k = 0; k < Math.min(a.size(), b.size()); k++) {
      if (Math.abs(a.get(k) - b.get(k)) > EXACT * Math.abs(b.get(k))) {
        return false;
      }
    }
    return true;
  }
}
