package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private Seeds(Chain chain, List<Claim> claims) {
    this.chain = chain;
    this.claims = claims;
  }

  private record Where(String target, Span statement) {}

  /// The losses that the gradients may be of, the likeliest first: each, and then minus it.
  static List<Loss> of(Chain chain, List<Claim> claims) {
    Seeds seeds = new Seeds(chain, claims);
    Map<Where, List<Loss>> all = new LinkedHashMap<>();
    Map<Where, List<Chain.Link>> errors = new HashMap<>();
    for (Chain.Link error : chain.links()) {
      Chain.Link output = seeds.output(error);
      Where where = new Where(error.event().target(), error.event().statement());
      List<Chain.Link> before = errors.computeIfAbsent(where, _ -> new ArrayList<>());
      boolean back = // through one layer more, from an error that is one already
          before.stream().anyMatch(e -> chain.isMadeOf(error.function(), e));
      if (output != null && !back && (all.containsKey(where) || all.size() < MOST)) {
        before.add(error);
        List<Loss> more = seeds.at(error, output);
        all.merge(where, more, Seeds::together);
      }
    }
    return all.values().stream().flatMap(List::stream).toList();
  }

  /// An error that is made for each sample is one of all.
  private static List<Loss> together(List<Loss> some, List<Loss> more) {
    List<Loss> all = new ArrayList<>();
    for (int k = 0; k < Math.min(some.size(), more.size()); k++) {
      List<Loss.Part> parts = new ArrayList<>(some.get(k).parts());
      parts.addAll(more.get(k).parts());
      all.add(new Loss(some.get(k).name(), more.get(k).event(), parts));
    }
    return all;
  }

  /// What a value is an error of: it is made of it entry by entry and of data.
  private Chain.@org.jspecify.annotations.Nullable Link output(Chain.Link error) {
    Shape shape = error.value().shape();
    List<Chain.Link> parents = new ArrayList<>(chain.parents(error.function()));
    parents.removeIf(p -> !p.value().shape().equals(shape));
    if (parents.isEmpty() || chain.parents(error.function()).size() > 2 || !isUsed(error)) {
      return null;
    }
    Chain.Link output = parents.getFirst();
    for (Chain.Link parent : parents) {
      output = parent.event().index() > output.event().index() ? parent : output;
    }
    Chain.Link latest = output;
    boolean data =
        error.function().inOrder().stream()
            .anyMatch(e -> !e.equals(latest.variable()) && isData(e, shape));
    boolean apart =
        chain.parents(error.function()).stream()
            .allMatch(p -> p.equals(latest) || !chain.isMadeOf(latest.function(), p));
    return data && apart && !chain.ancestors(latest.function()).isEmpty() ? latest : null;
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
  private List<Loss> at(Chain.Link error, Chain.Link output) {
    Set<Expr> places = new LinkedHashSet<>(List.of(output.variable()));
    for (Expr node : output.function().inOrder().reversed()) {
      boolean inside =
          node.head() instanceof Head.Var
              ? chain.links().stream().anyMatch(l -> l.variable().equals(node))
              : !(node.head() instanceof Head.Map || node.head() instanceof Head.Num);
      if (inside
          && !node.equals(output.function())
          && node.inOrder().stream().anyMatch(e -> e.head() instanceof Head.Var)
          && node.shape().equals(error.value().shape())
          && places.size() < 4) {
        places.add(node);
      }
    }
    List<Loss> losses = new ArrayList<>();
    Event event = output.event();
    String target = error.event().target();
    String function = chain.base().frame(error.event()).function();
    String name = "the loss behind " + (target.startsWith("return") ? function : target);
    for (Expr place : places) {
      losses.add(new Loss(name, event, List.of(new Loss.Part(place, error.variable()))));
      Expr minus = Build.negate(error.variable());
      losses.add(new Loss(name, event, List.of(new Loss.Part(place, minus))));
    }
    return losses;
  }
}
