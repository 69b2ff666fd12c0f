package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.trace.Event;

/// Numbers that are computed to be kept, printed or returned, and go into nothing else: one of them
/// may be the loss, whatever it is called.
final class Kept {

  /// What is kept beside a loss, and is none.
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i).*(?:acc|prec|recall|f1|r2|auc|norm|corr|time|diff|change|delta|conv|ratio|mean|std|var"
              + "|max|min|count|lr|rate|temp|tol|eps|pred|true).*");

  private Kept() {}

  /// Each where it gets its last value.
  static List<Event> of(Chain chain) {
    Set<Chain.Link> into = new HashSet<>(); // something else
    for (Chain.Link link : chain.links()) {
      for (Chain.Link parent : chain.parents(link.function())) {
        boolean again = link.event().target().equals(parent.event().target());
        if (!again || !isNumber(link.event())) {
          into.add(parent);
        }
      }
    }
    List<Event> all = new ArrayList<>();
    for (Group group : Group.of(chain, Kept::mayBe)) {
      Event last = group.last();
      Chain.Link link = chain.link(last.value());
      if (isNumber(last) && link != null && !into.contains(link) && !isStepped(last, chain)) {
        all.add(last);
      }
    }
    return all;
  }

  /// Whether a number is what a step makes of another, and no loss: `new_b = b - lr * b_gradient`.
  static boolean isStepped(Event event, Chain chain) {
    Chain.Link link = chain.link(event.value());
    return chain.parents(link == null ? chain.function(event) : link.function()).stream()
        .map(Chain.Link::event)
        .anyMatch(e -> e.frame() == event.frame() && GradientName.of(e.target()) != null);
  }

  private static boolean mayBe(String target) {
    return NAME.matcher(target).matches()
        && LossNames.rank(target) < 0
        && GradientName.of(target) == null
        && !OTHER.matcher(target).matches();
  }

  private static final Pattern NAME = Pattern.compile("(?:self\\.)?[A-Za-z_]\\w*");

  private static boolean isNumber(Event event) {
    return event.value().shape().dims().stream().allMatch(d -> d.isOne());
  }
}
