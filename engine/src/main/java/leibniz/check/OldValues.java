package leibniz.check;

import java.util.List;
import java.util.regex.Pattern;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.trace.Event;
import leibniz.trace.Replacement;

/// What a function is handed of before, and computes again: at the first step the ratio
/// `np.exp(logp
/// - old_logp)` is 1, whatever the parameters are, and no derivative goes through it. So what is
///   old is put a little away from that.
final class OldValues {
  private static final Pattern OLD =
      Pattern.compile("(?i)(?:\\w+_)?(?:old|ref|prev|previous|behaviou?r)(?:_?\\w+)?");

  private OldValues() {}

  private static final int MOST = 4;

  /// The run with these put apart: one after the other, as what is handed on is apart already.
  static Run apart(Run run) {
    Run apart = run;
    for (int k = 0; k < MOST; k++) {
      Run last = apart;
      Event old = last.events().stream().filter(e -> isOld(last, e)).findFirst().orElse(null);
      Run next = old == null ? null : last.replacing(List.of(replaced(old, k)));
      if (next == null) {
        break;
      }
      apart = next;
    }
    return apart;
  }

  private static boolean isOld(Run run, Event event) {
    return event.kind() == Event.Kind.ARGUMENT
        && OLD.matcher(event.target()).matches()
        && event.value().rank() > 0
        && event.value().constant() == null
        && isComputedAgain(run, event);
  }

  private static Replacement replaced(Event old, int k) {
    Expr away = Build.var("old" + k + "·" + old.target(), old.value().shape());
    return new Replacement(
        old.index(), Build.plus(old.value(), Build.scale(Rational.of(1, 4), away)));
  }

  /// Whether something in the call, or in one that is called there, has the same value.
  private static boolean isComputedAgain(Run run, Event old) {
    return run.events().subList(old.index(), run.events().size()).stream()
        .anyMatch(e ->
            e.kind() == Event.Kind.RETURN
                && e.value().equals(old.value())
                && run.frame(e).caller() == old.frame()
                && e.frame() != old.frame());
  }
}
