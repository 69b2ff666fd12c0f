package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Following;

/// What decides which way a program goes, or is an index in it: no variable can stand there.
final class Deciding {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private Deciding() {}

  /// The values that are spoken of where a program parts from its way once other values are put in
  /// place of its own.
  static Set<Expr> of(Run base, Following other) {
    int end = parting(base, other);
    Set<String> names = new HashSet<>();
    Text text = new Text(base.program().source());
    if (end < base.events().size()) {
      Span place = base.event(end).statement();
      add(names, text.at(place));
      for (Statement s : new Statements(base.program()).all()) {
        if (s instanceof Statement.Compound c && holds(s.span(), place)) {
          add(names, text.at(c.header()));
        }
      }
    }
    List<Problem> known = base.following().problems();
    for (Problem problem : other.problems()) {
      if (!known.contains(problem) && !problem.marks().isEmpty()) {
        add(names, lines(base, problem.marks().getFirst().span()));
      }
    }
    Set<Expr> values = new HashSet<>();
    for (Event event : base.events().subList(0, end)) {
      if (names.contains(GradientName.Key.of(event.target()).base())) {
        values.add(event.value());
      }
    }
    return values;
  }

  private static int parting(Run base, Following other) {
    int most = Math.min(base.events().size(), other.events().size());
    for (int k = 0; k < most; k++) {
      if (!Run.isSame(base.event(k), other.events().get(k))) {
        return k;
      }
    }
    return most;
  }

  private static boolean holds(Span outer, Span inner) {
    return outer.file().equals(inner.file())
        && outer.line() < inner.line()
        && inner.endLine() <= outer.endLine();
  }

  private static String lines(Run base, Span place) {
    List<String> all = base.program().source().lines();
    boolean own = place.file().equals(base.program().source().name());
    return own ? String.join("\n", all.subList(place.line() - 1, place.endLine())) : "";
  }

  private static void add(Set<String> names, String text) {
    Matcher m = NAME.matcher(text);
    while (m.find()) {
      names.add(m.group());
    }
  }
}
