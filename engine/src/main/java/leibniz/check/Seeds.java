package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.trace.Event;

/// What gradients may be of in a program that computes no loss, but an error from which it goes
/// back: `error = y - out`, `delta = cost_derivative(out, y)`. The error is the cotangent of the
/// output, or of what the output's activation is applied to, where the loss is made for it.
final class Seeds {
  private static final int MOST = 4;

  private final Chain chain;
  private final List<Claim> claims;
  private final Discrete discrete = new Discrete();

  private Seeds(Chain chain, List<Claim> claims) {
    this.chain = chain;
    this.claims = claims;
  }

  private record Where(String target, Span statement) {}

  /// The losses that the gradients may be of, the likeliest first: each, and then minus it if that
  /// may be meant.
  static List<List<Loss>> of(Chain chain, List<Claim> claims) {
    Seeds seeds = new Seeds(chain, claims);
    Map<Where, List<List<Loss>>> all = new LinkedHashMap<>();
    Map<Where, List<Chain.Link>> errors = new HashMap<>();
    for (Chain.Link error : chain.links()) {
      Chain.Link output = seeds.output(error);
      Where where = new Where(error.event().target(), error.event().statement());
      List<Chain.Link> before = errors.computeIfAbsent(where, _ -> new ArrayList<>());
      boolean back = // through one layer more, from an error that is one already
          before.stream().anyMatch(e -> chain.isMadeOf(error.function(), e));
      List<List<Loss>> more = output == null ? seeds.squared(error) : seeds.at(error, output);
      if (!more.isEmpty() && !back && (all.containsKey(where) || all.size() < MOST)) {
        before.add(error);
        all.merge(where, more, Seeds::together);
      }
    }
    return all.values().stream().flatMap(List::stream).toList();
  }

  /// An error that is made for each sample is one of all.
  private static List<List<Loss>> together(List<List<Loss>> some, List<List<Loss>> more) {
    List<List<Loss>> all = new ArrayList<>();
    for (int k = 0; k < Math.min(some.size(), more.size()); k++) {
      List<Loss> ways = new ArrayList<>();
      for (int i = 0; i < Math.min(some.get(k).size(), more.get(k).size()); i++) {
        Loss one = some.get(k).get(i);
        Loss other = more.get(k).get(i);
        List<Loss.Part> parts = new ArrayList<>(one.parts());
        parts.addAll(other.parts());
        ways.add(new Loss(one.name(), other.event(), parts));
      }
      all.add(ways);
    }
    return all;
  }

  private static final Pattern RESIDUAL =
      Pattern.compile("(?i)(?:.*[._])?(?:e|err|errors?|resid\\w*|e_?(?:ij|ui))");

  /// A difference that is called an error, `e = r - predict(i, j)`: half its square is the loss,
  /// whatever it is made of, and nobody goes down minus that.
  private List<List<Loss>> squared(Chain.Link error) {
    String target = error.event().target();
    return RESIDUAL.matcher(target).matches()
            && error.function().head() instanceof Head.Sum
            && isUsed(error)
        ? List.of(List.of(loss(error, error.event(), error.function(), error.variable())))
        : List.of();
  }

  private Loss loss(Chain.Link error, Event event, Expr place, Expr cotangent) {
    String target = error.event().target();
    String function = chain.base().frame(error.event()).function();
    String name = "the loss behind " + (target.startsWith("return") ? function : target);
    return new Loss(name, event, List.of(new Loss.Part(place, cotangent)));
  }

  /// What a value is an error of: it is made of it entry by entry and of data.
  private Chain.@org.jspecify.annotations.Nullable Link output(Chain.Link error) {
    Shape shape = error.value().shape();
    List<Expr> nodes = Expr.inOrder(List.of(error.function()), this::isLabel);
    List<Chain.Link> all = new ArrayList<>(chain.parents(error.function()));
    all.removeIf(p -> !nodes.contains(p.variable())); // labels are made of what goes in, perhaps
    List<Chain.Link> parents = new ArrayList<>(all);
    parents.removeIf(p -> !p.value().shape().equals(shape));
    if (parents.isEmpty() || all.size() > 2 || !isUsed(error)) {
      return null;
    }
    Chain.Link output = parents.getFirst();
    for (Chain.Link parent : parents) {
      output = parent.event().index() > output.event().index() ? parent : output;
    }
    Chain.Link latest = output;
    boolean data =
        nodes.stream()
            .anyMatch(e -> !e.equals(latest.variable()) && (isData(e, shape) || isLabel(e)));
    boolean apart =
        all.stream().allMatch(p -> p.equals(latest) || !chain.isMadeOf(latest.function(), p));
    return data && apart && !chain.ancestors(latest.function()).isEmpty() ? latest : null;
  }

  /// Whether no derivative passes through it, whatever it is made of: it is a class, or a mask.
  private boolean isLabel(Expr e) {
    return e.rank() > 0 && (discrete.areWhole(e) || discrete.isTruth(e));
  }

  private static boolean isData(Expr e, Shape shape) {
    boolean array = e.head() instanceof Head.Var || e.constant() == null && e.args().isEmpty();
    return array && e.rank() > 0 && e.shape().rank() <= shape.rank();
  }

  private boolean isUsed(Chain.Link error) {
    return claims.stream()
        .map(c -> c.function(chain))
        .anyMatch(f -> f.equals(error.variable()) || chain.isMadeOf(f, error));
  }

  /// The error as the cotangent of the output, and of arrays of its shape that it is made of.
  private List<List<Loss>> at(Chain.Link error, Chain.Link output) {
    Set<Expr> places = new LinkedHashSet<>(List.of(output.variable()));
    for (Expr node : output.function().inOrder().reversed()) {
      boolean inside =
          node.head() instanceof Head.Var
              ? chain.links().stream().anyMatch(l -> l.variable().equals(node))
              : !(node.head() instanceof Head.Map || node.head() instanceof Head.Num);
      if (inside
          && !node.equals(output.function())
          && node.any(e -> e.head() instanceof Head.Var)
          && node.shape().equals(error.value().shape())
          && places.size() < 4) {
        places.add(node);
      }
    }
    Expr minus = Build.negate(error.variable());
    Event event = output.event();
    return places.stream()
        .map(place ->
            List.of(loss(error, event, place, error.variable()), loss(error, event, place, minus)))
        .toList();
  }
}
