package leibniz.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Span;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Looks for divisions by entries that are 0 whatever the data, as the distance of a sample from
/// itself is: where no value of a program is finite, they say why.
final class Nowhere {
  private static final int DRAWS = 3;
  private static final double DEAREST = 1e6; // entries evaluated

  private final Chain chain;
  private final Text text;

  private Nowhere(Chain chain) {
    this.chain = chain;
    this.text = new Text(chain.base().program().source());
  }

  /// Tells of the first such division of each statement, where gradients were not decided since
  /// nothing is finite.
  static void of(Start start, List<Checked> checked, List<Finding> findings) {
    Chain chain = start.chain();
    if (chain != null && checked.stream().anyMatch(c -> Scene.isNowhere(c.reason()))) {
      new Nowhere(chain).check(findings);
    }
  }

  private void check(List<Finding> findings) {
    Set<Span> told = new LinkedHashSet<>();
    findings.forEach(f -> f.problem().marks().forEach(mark -> told.add(mark.span())));
    for (Chain.Link link : chain.links()) {
      Span statement = link.event().statement();
      if (told.contains(statement) || Domains.GUARD.matcher(text.at(statement)).find()) {
        continue;
      }
      for (Expr divisor : divisors(link.function())) {
        String zeros = told.contains(statement) ? null : zeros(link, divisor);
        if (zeros != null) {
          told.add(statement);
          findings.add(finding(link, zeros));
        }
      }
    }
  }

  private static List<Expr> divisors(Expr function) {
    List<Expr> divisors = new ArrayList<>();
    for (Expr node : function.inOrder()) {
      if (node.head() instanceof Head.Einsum e) {
        for (int k = 0; k < e.factors().size(); k++) {
          if (e.factors().get(k).power().signum() < 0) {
            divisors.add(node.arg(k));
          }
        }
      }
    }
    return divisors;
  }

  /// How many entries of a divisor are 0 at every draw, in words; null if none are, if all are, if
  /// they are not the same at all draws, or if something made of the quotient is finite.
  private @Nullable String zeros(Chain.Link link, Expr divisor) {
    Expr argument = chain.inInputs(divisor);
    List<Expr> roots = new ArrayList<>(List.of(argument));
    roots.addAll(chain.ends(link));
    try {
      SortedMap<String, Integer> sizes = Scene.sizes(chain, roots);
      Point none = Point.of(sizes);
      BitSet zeros = new BitSet();
      int all = 0;
      for (int seed = 0; seed < DRAWS; seed++) {
        Point first = none.draw(List.of(argument), seed, 1);
        if (first == null
            || Values.count(argument.shape().at(n -> sizes.getOrDefault(n, 1))) > DEAREST) {
          return null;
        }
        Point point = none.tried(roots, seed, 1, List.of(first)).getLast();
        Values divisors = point.value(argument);
        BitSet now = zeros(divisors);
        boolean everywhere = now.cardinality() == divisors.count();
        boolean same = seed == 0 || zeros.equals(now);
        boolean spreads =
            roots.stream().skip(1).noneMatch(root -> Point.isFinite(point.value(root)));
        if (now.isEmpty() || everywhere || !same || !spreads) {
          return null;
        }
        zeros = now;
        all = divisors.count();
      }
      return zeros.cardinality() + " of " + all;
    } catch (LeibnizException e) {
      return null; // no sizes at which it has a value: nothing is known
    }
  }

  private static BitSet zeros(Values values) {
    BitSet zeros = new BitSet();
    for (int k = 0; k < values.count(); k++) {
      zeros.set(k, values.re()[k] == 0);
    }
    return zeros;
  }

  private static Finding finding(Chain.Link link, String zeros) {
    Problem problem =
        Problem.error(
                Code.LBZ302,
                "a division by 0: " + link.event().target() + " gets inf or nan",
                link.event().statement(),
                zeros + " entries of a divisor are 0, whatever the data")
            .with(Kind.EFFECT, "nan spreads to everything that is made of it")
            .help("add a small number to what is divided by, or leave those entries out")
            .with(Kind.MORE, "leibniz explain LBZ302");
    return new Finding(problem, Finding.Kind.NUMBER, null);
  }
}
