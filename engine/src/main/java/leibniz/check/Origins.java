package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The gradients of which something has to be said: those that are wrong and do not follow from
/// others that are.
final class Origins {
  private final Chain chain;
  private final Diagnosis diagnosis;
  private final OtherReadings readings;
  private final Suspects places;
  private final Trial trial;
  private final Projected projections;

  /// @param change what makes it right; null if nothing was found
  /// @param by what it is the gradient by, if that is not what its name says
  /// @param suspects the statements that may be wrong, the likeliest first
  record Origin(Trial.@Nullable Found change, @Nullable Judgement by, List<Event> suspects) {}

  Origins(
      Chain chain,
      Diagnosis diagnosis,
      OtherReadings readings,
      Suspects places,
      Trial trial,
      Projected projections) {
    this.chain = chain;
    this.diagnosis = diagnosis;
    this.readings = readings;
    this.places = places;
    this.trial = trial;
    this.projections = projections;
  }

  /// In the order of the run. A change that makes one right makes right what follows from it; of
  /// what no change makes right, what is made of an earlier one is left out.
  Map<Judgement, Origin> of(List<Told> told) {
    List<Judgement> wrong =
        told.stream().filter(t -> t.meaning() == Told.Meaning.ORIGIN).map(Told::judgement).toList();
    List<Judgement> kept =
        told.stream()
            .filter(t -> t.meaning() == Told.Meaning.RIGHT && t.judgement().isEqual())
            .map(Told::judgement)
            .toList();
    Set<String> judged = new HashSet<>();
    told.stream()
        .filter(t -> t.meaning() != Told.Meaning.OPEN)
        .forEach(t -> judged.add(t.judgement().claim().name()));
    Set<String> terms = new HashSet<>();
    told.stream().filter(Origins::areTerms).forEach(t -> terms.add(t.judgement().claim().name()));
    Earlier earlier = new Earlier(trial, judged, terms);
    Map<Judgement, Origin> found = new LinkedHashMap<>();
    List<Slip> slips = new ArrayList<>();
    List<Judgement> order = new ArrayList<>(wrong);
    order.sort(Comparator.comparing((Judgement j) -> !isLocal(j))); // in any case an origin
    for (Judgement one : order) {
      List<Judgement> ends = diagnosis.dependents().ends(one);
      boolean follows =
          slips.stream()
              .anyMatch(
                  s -> trial.helps(s, List.of(one)) || !ends.isEmpty() && trial.helps(s, ends));
      if (follows) {
        continue;
      }
      boolean projected = ends.stream().allMatch(end -> projections.isOf(end, one));
      List<Judgement> mended = projected ? List.of(one) : ends;
      List<Event> suspects = places.of(one, wrong);
      List<Judgement> staying =
          kept.stream()
              .filter(k -> !isStepOf(k, one))
              .filter(k -> !Earlier.isOtherwise(k) || !mayBeMadeOf(one, k)) // by chance, perhaps
              .toList();
      List<Event> beside = beside(ends, suspects, wrong);
      Trial.Found multiple = multiple(one, staying, suspects, wrong);
      Trial.Found brief =
          multiple == null ? brief(one, mended, staying, suspects, beside) : multiple;
      Trial.Found common = brief == null ? common(mended, staying, suspects, wrong) : brief;
      Trial.Found other =
          common == null ? change(one, mended, staying, suspects, beside, wrong, false) : common;
      Trial.Found late =
          other == null ? change(one, mended, staying, suspects, beside, wrong, true) : other;
      Trial.Found change =
          late == null ? null : earlier.of(late, mended, staying, diagnosis.dependents());
      if (change != null) {
        slips.add(change.slip());
        found
            .entrySet()
            .removeIf(e ->
                e.getValue().change() == null && trial.helps(change.slip(), List.of(e.getKey())));
      }
      if (change != null || found.keySet().stream().noneMatch(o -> isMadeOf(one, o))) {
        found.put(one, new Origin(change, readings.misnamed(one), suspects));
      }
    }
    return found;
  }

  /// Whether they are right as they are, and not the gradient yet.
  private static boolean areTerms(Told told) {
    return told.meaning() == Told.Meaning.CONVENTION
        && told.judgement().outcome() == Judgement.Outcome.MISSHAPED;
  }

  /// A change of what most of the wrong ones are made of, as of what goes from step to step: there
  /// something may be missing before anything is written otherwise elsewhere.
  private Trial.@Nullable Found common(
      List<Judgement> mended, List<Judgement> kept, List<Event> suspects, List<Judgement> wrong) {
    List<Event> top =
        suspects.stream()
            .filter(s -> users(s, wrong) >= Math.max(SEVERAL, wrong.size() * 2 / 3))
            .limit(PLACES)
            .toList();
    if (top.isEmpty()) {
      return null;
    }
    List<Event> again = new ArrayList<>(top);
    suspects.stream().filter(s -> !top.contains(s) && isSecond(s)).forEach(again::add);
    Trial.Found found = trial.find(mended, kept, again, false);
    return found == null ? trial.findFirst(mended, kept, top, true) : found;
  }

  /// A change of what several are made of that are all the same multiple of what they should be: a
  /// factor is missing there rather than in each of them.
  private Trial.@Nullable Found multiple(
      Judgement one, List<Judgement> kept, List<Event> suspects, List<Judgement> wrong) {
    List<Judgement> alike =
        wrong.stream()
            .filter(w -> w.outcome() == Judgement.Outcome.SCALED && w.sign() > 0)
            .filter(w -> Scales.isClose(w.scales(), one.scales()))
            .toList();
    if (alike.size() < 2 || !alike.contains(one)) {
      return null;
    }
    List<Event> shared =
        suspects.stream().filter(s -> users(s, alike) == alike.size()).limit(PLACES).toList();
    Trial.Found found = shared.isEmpty() ? null : anyway(alike, kept, shared);
    for (Judgement k : found == null ? kept.reversed() : List.<Judgement>of()) {
      boolean all = alike.stream().allMatch(w -> isMadeOf(w, k));
      if (all && kept.stream().noneMatch(o -> !o.equals(k) && isMadeOf(o, k))) {
        List<Judgement> others = new ArrayList<>(kept);
        others.remove(k); // right by its name, and used as if it had the factor
        return anyway(alike, others, k.claim().group().events().reversed());
      }
    }
    return found;
  }

  /// A change of what else is on the way to what is made of a wrong one: it may be wrong by its
  /// name alone, and right for what is made of it.
  private Trial.@Nullable Found brief(
      Judgement one,
      List<Judgement> mended,
      List<Judgement> kept,
      List<Event> suspects,
      List<Event> beside) {
    boolean scaled = one.outcome() == Judgement.Outcome.SCALED; // the factor may go on any way
    if (scaled || mended.contains(one) || beside.isEmpty()) {
      return null;
    }
    List<Event> all = new ArrayList<>(suspects);
    all.addAll(beside);
    Trial.Found found = trial.brief(mended, kept, suspects, true);
    return found == null ? trial.brief(mended, kept, all, false) : found;
  }

  /// Something is missing there rather than written otherwise.
  private Trial.@Nullable Found anyway(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects) {
    Trial.Found found = trial.find(wrong, kept, suspects, true);
    return found == null ? trial.find(wrong, kept, suspects, false) : found;
  }

  /// Whether a value gets a name that was made before: it may be the wrong one of several.
  private boolean isSecond(Event suspect) {
    Chain.Link link = chain.link(suspect.value());
    return link != null
        && suspect.kind() == Event.Kind.ASSIGN
        && link.event().index() < suspect.index()
        && !link.event().statement().equals(suspect.statement());
  }

  private static final int SEVERAL = 3;
  private static final int PLACES = 4;

  private long users(Event suspect, List<Judgement> wrong) {
    Chain.Link link = chain.link(suspect.value());
    return link == null ? 0 : wrong.stream().filter(w -> w.claim().isMadeOf(link, chain)).count();
  }

  private Trial.@Nullable Found change(
      Judgement one,
      List<Judgement> mended,
      List<Judgement> kept,
      List<Event> suspects,
      List<Event> beside,
      List<Judgement> wrong,
      boolean more) {
    Trial.Found direct = trial.find(mended, kept, suspects, more);
    Trial.Found inside = direct == null ? within(one, mended, kept, wrong, more) : direct;
    return inside == null ? trial.find(mended, kept, beside, more) : inside;
  }

  /// What goes another way to what is made of a wrong one.
  private List<Event> beside(List<Judgement> ends, List<Event> tried, List<Judgement> wrong) {
    List<Event> suspects = new ArrayList<>();
    ends.forEach(end -> suspects.addAll(places.of(end, wrong)));
    suspects.removeIf(s -> tried.stream().anyMatch(t -> t.statement().equals(s.statement())));
    return suspects;
  }

  /// A change of what is a gradient by its name, and only made into the wrong one: of `dK_da` that
  /// is used as the one by the logarithm of `a`.
  private Trial.@Nullable Found within(
      Judgement one,
      List<Judgement> mended,
      List<Judgement> kept,
      List<Judgement> wrong,
      boolean more) {
    List<Judgement> inside =
        kept.stream()
            .filter(k ->
                diagnosis.dependents().ends(k).equals(List.of(one))
                    || diagnosis.dependents().ends(k).equals(mended))
            .toList();
    if (inside.isEmpty()) {
      return all(one, kept, wrong, more);
    }
    List<Judgement> others = new ArrayList<>(kept);
    others.removeAll(inside);
    List<Event> suspects = new ArrayList<>();
    inside.forEach(k -> suspects.addAll(k.claim().group().events().reversed()));
    return trial.find(mended, others, suspects, more);
  }

  /// A change of what is right by its name, and of which everything is made that is wrong: `dh`
  /// without the derivative of the activation, where it is used as if it had it.
  private Trial.@Nullable Found all(
      Judgement one, List<Judgement> kept, List<Judgement> wrong, boolean more) {
    for (Judgement k : kept.reversed()) {
      List<Judgement> ends = diagnosis.dependents().ends(k);
      if (ends.size() > 1 && ends.contains(one) && wrong.containsAll(ends)) {
        List<Judgement> others = new ArrayList<>(kept);
        others.remove(k);
        Trial.Found found = trial.find(ends, others, k.claim().group().events().reversed(), more);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /// Whether it is what a function makes of a cotangent, whatever that is.
  private static boolean isLocal(Judgement j) {
    return j.pair() != null && j.pair().loss().isWeighted();
  }

  /// Whether a derivative of something on the way is what a wrong one is made of: right by `s`, it
  /// may have to be by `log(s)`.
  private boolean isStepOf(Judgement kept, Judgement wrong) {
    return kept.pair() != null
        && wrong.pair() != null
        && !kept.pair().loss().equals(wrong.pair().loss())
        && isMadeOf(wrong, kept);
  }

  /// The same where the other may be a second name of what is handed over.
  private boolean mayBeMadeOf(Judgement one, Judgement other) {
    return chain.link(other.claim().event().value()) == null || isMadeOf(one, other);
  }

  private boolean isMadeOf(Judgement one, Judgement other) {
    Chain.Link link = chain.link(other.claim().event().value());
    return link != null && one.claim().isMadeOf(link, chain);
  }
}
