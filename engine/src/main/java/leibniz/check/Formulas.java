package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.math.Equation;
import leibniz.math.Typeset;
import leibniz.simplify.Simplify;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Writes the derivative that a gradient should be as a formula of what the program has names for.
final class Formulas {
  private static final int LONGEST = 88; // cells, so that it stands on one line of a note
  private static final int MOST = 300; // nodes; what is larger makes no short formula
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private final Chain chain;
  private final Judge judge;
  private final Losses losses;

  Formulas(Chain chain, Judge judge, Losses losses) {
    this.chain = chain;
    this.judge = judge;
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
    Forward forward = forward(pair);
    List<Expr> values = new ArrayList<>(List.of(forward.output()));
    values.addAll(forward.named().keySet());
    if (Expr.inOrder(values).size() > MOST) {
      return null;
    }
    values = new ArrayList<>(Simplify.of(values).expressions());
    Expr derived =
        pair.loss().isWeighted()
            ? chain.inInputs(full)
            : Differentiate.of(values.getFirst(), pair.variable());
    List<Expr> roots = new ArrayList<>(values);
    roots.set(0, reading.of(derived));
    if (Expr.inOrder(roots).size() > MOST) {
      return null;
    }
    List<Expr> simple = Simplify.of(roots).expressions();
    Names names = names(simple, List.copyOf(forward.named().values()), pair);
    if (names == null || !isRight(simple.getFirst(), j)) {
      return null;
    }
    String text = equation(j, pair, reading, simple.getFirst(), names).toString();
    return text.length() <= LONGEST ? text : null;
  }

  /// Whether the formula has the values that the gradient was compared with: it is found on another
  /// way.
  private boolean isRight(Expr formula, Judgement j) {
    try {
      double[] values = judge.scene().points().getFirst().value(formula).re();
      return Judge.distance(values, judge.right(j).getFirst().re()) < 1e-6;
    } catch (LeibnizException e) {
      return false; // it has no value there
    }
  }

  /// The names of values and inputs; null if an input has none, or two things have the same.
  ///
  /// @param simple the derivative, and after it what has these names
  private static @Nullable Names names(List<Expr> simple, List<Name> given, Claim.Pair pair) {
    Map<Expr, Name> names = new LinkedHashMap<>();
    for (int k = 0; k < given.size(); k++) {
      if (!simple.get(k + 1).equals(pair.variable())) {
        names.putIfAbsent(simple.get(k + 1), given.get(k));
      }
    }
    for (Expr node : simple.getFirst().inOrder()) {
      if (node.head() instanceof Head.Var v) {
        boolean moves = node.equals(pair.variable());
        String input = moves ? last(pair.name()) : plain(v.name());
        if (!NAME.matcher(input).matches()) {
          return null;
        }
        names.put(node, Name.of(input));
      }
    }
    boolean unique = new HashSet<>(names.values()).size() == names.size();
    return unique ? new Names(names) : null;
  }

  /// An input by the name of what it stands for.
  private static String plain(String name) {
    Matcher handed = Partners.INPUT.matcher(name);
    return handed.matches() ? handed.group(1) : name.substring(name.indexOf('·') + 1);
  }

  /// The loss and what it is made of in terms of the variable and the inputs.
  ///
  /// @param named what the program has names for
  private record Forward(Expr output, Map<Expr, Name> named) {}

  private Forward forward(Claim.Pair pair) {
    Loss loss = pair.loss();
    Set<Chain.Link> links = new LinkedHashSet<>();
    loss.parts().forEach(part -> links.addAll(chain.ancestors(part.function())));
    List<Chain.Link> order = new ArrayList<>(links);
    order.sort(Comparator.comparingInt(link -> link.event().index()));
    Map<Expr, Expr> known = new LinkedHashMap<>();
    Map<Expr, Name> named = new LinkedHashMap<>();
    for (Chain.Link link : order) {
      boolean moves = link.variable().equals(pair.variable());
      Expr value = moves ? pair.variable() : within(link.function(), known);
      value = loss.isWeighted() ? link.value() : value;
      known.put(link.variable(), value);
      Name name = name(link.value());
      if (name != null) {
        named.put(value, name);
      }
    }
    Expr output = within(loss.parts().getFirst().function(), known);
    Name own = name(loss.event().value());
    if (own != null && !loss.isWeighted()) {
      named.put(output, own);
    }
    return new Forward(output, named);
  }

  private static Expr within(Expr function, Map<Expr, Expr> known) {
    return known.isEmpty() ? function : function.substitute(known);
  }

  /// What the program calls a value, the main program before its functions; null if nothing does.
  private @Nullable Name name(Expr value) {
    return chain.base().events().stream()
        .filter(e -> e.value().equals(value) && e.kind() != Event.Kind.RETURN)
        .filter(e -> NAME.matcher(e.target()).matches())
        .min(Comparator.comparingInt(Event::frame))
        .map(e -> Name.of(e.target()))
        .orElse(null);
  }

  private static Equation equation(
      Judgement j, Claim.Pair pair, Reading reading, Expr value, Names names) {
    boolean kept =
        reading.fates().stream().allMatch(f -> f == Reading.Fate.KEPT || f == Reading.Fate.SHARED);
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
