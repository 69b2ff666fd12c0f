package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Which gradients are made of which.
final class Dependents {
  private final Chain chain;
  private final List<Judgement> judgements;

  Dependents(Chain chain, List<Judgement> judgements) {
    this.chain = chain;
    this.judgements = judgements;
  }

  /// The gradients that are made of this one, and of which no further one is. A step along one that
  /// has a name says less than that one: any multiple goes downhill.
  List<Judgement> ends(Judgement j) {
    List<Judgement> all = of(j);
    List<Judgement> named = all.stream().filter(o -> !o.claim().isStep()).toList();
    return (named.isEmpty() ? all : named)
        .stream().filter(o -> of(o).stream().allMatch(e -> e.claim().isStep())).toList();
  }

  /// The gradients that are made of this one.
  List<Judgement> of(Judgement j) {
    List<Judgement> found = new ArrayList<>();
    Event own = j.claim().event();
    List<Event> through = isCopy(own) ? readers(j) : null;
    for (Judgement other : judgements) {
      Claim.Pair pair = other.pair();
      boolean same = other.claim().event().value().equals(j.claim().event().value());
      if (pair != null
          && !same
          && !isRightWhatever(j, pair.loss())
          && other.claim().isMadeOf(own.value(), chain)
          && (through == null || through.stream().anyMatch(e -> isOf(other, e)))) {
        found.add(other);
      }
    }
    return found;
  }

  private boolean isOf(Judgement other, Event event) {
    return other.claim().event().equals(event) || other.claim().isMadeOf(event.value(), chain);
  }

  /// Whether gradients of that loss say nothing of this one: they are right whatever it is.
  boolean isRightWhatever(Judgement j, Loss loss) {
    return isSteppedTo(j, loss) || loss.isWeighted() && !isOfSame(j, loss) && isHanded(j, loss);
  }

  /// Whether that loss is taken where a step along this gradient has led: the gradients there are
  /// right, however wrong the step was.
  private boolean isSteppedTo(Judgement j, Loss loss) {
    Chain.Link own = chain.link(j.claim().event().value());
    return own != null
        && loss.parts().stream().anyMatch(part -> chain.isMadeOf(part.function(), own));
  }

  /// Whether a function is handed it as a cotangent, or something that is made of it.
  private boolean isHanded(Judgement j, Loss loss) {
    Chain.Link own = chain.link(j.claim().event().value());
    return own == null
        || loss.parts().stream()
            .map(Loss.Part::cotangent)
            .anyMatch(c -> c != null && (c.equals(own.variable()) || chain.isMadeOf(c, own)));
  }

  /// Whether it is computed to be just what something before it in the same call is.
  private boolean isCopy(Event own) {
    return chain.base().events().stream()
        .anyMatch(e ->
            e.frame() == own.frame()
                && e.index() < own.index()
                && e.value().equals(own.value())
                && !e.target().equals(own.target()));
  }

  /// Where the function reads a copy by its own name: what is made of the value elsewhere is not
  /// made of it, as after `dby = dy` in the loop over times. Of a copy in another shape than its
  /// variable's nothing is. Null if it is not known.
  private @Nullable List<Event> readers(Judgement copy) {
    Event own = copy.claim().event();
    if (copy.outcome() == Judgement.Outcome.MISSHAPED) {
      return List.of();
    }
    Span function = chain.base().frame(own).definition();
    List<String> lines = chain.base().program().source().lines();
    String bound = lines.get(own.statement().line() - 1).strip().replace('"', '\'');
    if (!function.file().equals(chain.base().program().source().name()) // in one of a library
        || own.frame() == 0
        || own.kind() != Event.Kind.ASSIGN
        || !bound.startsWith(own.target() + " =")) { // an element of something
      return null;
    }
    GradientName.Key key = GradientName.Key.of(own.target());
    String name = key.field().isEmpty() ? key.base() : key.field();
    Pattern read = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
    return chain.base().events().stream()
        .filter(e -> e.frame() == own.frame() && e.index() > own.index())
        .filter(e -> e.kind() != Event.Kind.RETURN && !e.value().equals(own.value()))
        .filter(e -> e.statement().line() > own.statement().endLine())
        .filter(e ->
            IntStream.rangeClosed(e.statement().line(), e.statement().endLine())
                .anyMatch(n -> read.matcher(lines.get(n - 1)).find()))
        .toList();
  }

  /// Whether it is the part of a vector of parameters that a matrix was unpacked from: of `J` that
  /// is made of `theta`, `dJ` has the entries that `theta` has, not those of `J`.
  boolean isPacked(Judgement j) {
    Claim.Pair own = j.pair();
    return j.outcome() == Judgement.Outcome.MISSHAPED
        && own != null
        && j.claim().event().value().rank() == 1
        && own.variable().rank() > 1
        && of(j).stream()
            .filter(o -> o.pair() != null && o.outcome() != Judgement.Outcome.MISSHAPED)
            .anyMatch(o -> isUnpacked(own, o.pair()));
  }

  private boolean isUnpacked(Claim.Pair part, Claim.@Nullable Pair whole) {
    Chain.Link link = whole == null ? null : chain.link(whole.event().value());
    Expr made = chain.function(part.event());
    return whole != null
        && whole.variable().rank() == 1
        && (link == null
            ? chain.reached(made, Set.of()).contains(whole.variable())
            : chain.isMadeOf(made, link));
  }

  /// Whether its function makes something of it.
  boolean goesOn(Judgement j) {
    Event own = j.claim().event();
    Chain.Link link = chain.link(own.value());
    return link != null
        && chain.base().events().stream()
            .anyMatch(e ->
                e.frame() == own.frame()
                    && e.kind() != Event.Kind.RETURN
                    && chain.parents(chain.function(e)).contains(link));
  }

  static boolean isOfSame(Judgement j, Loss loss) {
    return j.pair() != null && j.pair().loss().equals(loss);
  }
}
