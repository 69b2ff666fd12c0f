package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.math.Equation;
import leibniz.math.Typeset;
import leibniz.simplify.Simplify;
import org.jspecify.annotations.Nullable;

/// Writes the derivative that a gradient should be as a formula of what the program has names for.
final class Formulas {
  private static final int LONGEST = 88; // cells, so that it stands on one line of a note
  private static final int MOST = 300; // nodes; what is larger makes no short formula
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private final Chain chain;
  private final Losses losses;

  Formulas(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
  }

  /// `∂a_bi/∂h_bj = a_bi (1 − a_bi) δ_ij`, or the gradient itself where it has the shape of its
  /// variable; null where that is long, or needs what has no name.
  @Nullable String of(Judgement j) {
    Claim.Pair pair = j.pair();
    Reading reading = j.reading();
    Expr full = pair == null ? null : losses.derivatives(pair.loss()).get(pair.variable());
    if (pair == null || reading == null || full == null) {
      return null;
    }
    Map<Expr, Name> named = new LinkedHashMap<>();
    List<Expr> roots = new ArrayList<>(List.of(chain.inInputs(reading.of(full))));
    for (Chain.Link link : forward(pair.loss())) {
      if (NAME.matcher(link.event().target()).matches()) {
        named.put(link.value(), Name.of(link.event().target()));
      }
    }
    roots.addAll(named.keySet());
    if (Expr.inOrder(roots).size() > MOST) {
      return null;
    }
    List<Expr> simple = Simplify.of(roots).expressions();
    Names names = names(simple, List.copyOf(named.values()));
    if (names == null) {
      return null;
    }
    String text = equation(j, pair, reading, simple.getFirst(), names).toString();
    return text.length() <= LONGEST ? text : null;
  }

  /// The names of values and inputs; null if an input has none, or two things have the same.
  ///
  /// @param simple the derivative, and after it what has these names
  private static @Nullable Names names(List<Expr> simple, List<Name> given) {
    Map<Expr, Name> names = new LinkedHashMap<>();
    for (int k = 0; k < given.size(); k++) {
      names.putIfAbsent(simple.get(k + 1), given.get(k));
    }
    for (Expr node : simple.getFirst().inOrder()) {
      if (node.head() instanceof Head.Var v) {
        String input = v.name().substring(v.name().indexOf('·') + 1);
        if (!NAME.matcher(input).matches()) {
          return null;
        }
        names.put(node, Name.of(input));
      }
    }
    boolean unique = new HashSet<>(names.values()).size() == names.size();
    return unique ? new Names(names) : null;
  }

  private List<Chain.Link> forward(Loss loss) {
    List<Chain.Link> links = new ArrayList<>();
    for (Loss.Part part : loss.parts()) {
      links.addAll(chain.ancestors(part.function()));
    }
    Chain.Link own = chain.link(loss.event().value());
    if (own != null) {
      links.add(own);
    }
    return links;
  }

  private static Equation equation(
      Judgement j, Claim.Pair pair, Reading reading, Expr value, Names names) {
    boolean kept =
        reading.fates().stream()
            .allMatch(f -> f == Reading.Fate.KEPT || f == Reading.Fate.SHARED);
    Set<String> batch =
        reading.isShared() ? Set.of(pair.variable().shape().get(0).toString()) : Set.of();
    if (kept && !pair.loss().isWeighted() && NAME.matcher(pair.loss().name()).matches()) {
      Axes axes = General.axes(pair.loss().shape(), List.of(pair.variable().shape()), batch);
      if (axes.shape().equals(value.shape())) {
        Name of = Name.of(pair.loss().name());
        return Typeset.derivative(of, axes, List.of(Name.of(last(pair.name()))), value, names);
      }
    }
    Name own = Name.of(last(j.claim().name()));
    return Typeset.definition(own, value, names);
  }

  /// `W` of `self.W`.
  private static String last(String name) {
    String key = GradientName.Key.of(name).last();
    return NAME.matcher(key).matches() ? key : "grad";
  }
}
