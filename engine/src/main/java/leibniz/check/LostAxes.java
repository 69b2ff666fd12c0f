package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Gradients that have each sample in a row where what they are by has more axes: `return dx` for
/// `return dx.reshape(x.shape)`. Who calls such a function may give them their axes again; told is
/// what nobody looks at, `_, dw = back(d, kept)`, so that nobody has seen it.
final class LostAxes {
  private static final Pattern PART = Pattern.compile("return\\[(\\d{1,2})\\]");

  private final Run run;
  private final List<Statement> all;

  private LostAxes(Run run) {
    this.run = run;
    this.all = new Statements(run.program()).all();
  }

  static void of(Run run, List<Finding> findings) {
    LostAxes lost = new LostAxes(run);
    Set<Span> told = new HashSet<>();
    findings.forEach(f -> f.problem().marks().forEach(mark -> told.add(mark.span())));
    for (Event returned : run.events()) {
      Matcher part = PART.matcher(returned.target());
      if (returned.kind() == Event.Kind.RETURN
          && returned.value().rank() == 2
          && part.matches()
          && lost.isDropped(run.frame(returned), Integer.parseInt(part.group(1)))) {
        Finding finding = lost.finding(returned);
        if (finding != null && told.add(finding.problem().marks().getFirst().span())) {
          findings.add(finding);
        }
      }
    }
  }

  /// Whether what a call returns there gets the name of nothing.
  private boolean isDropped(Frame call, int part) {
    return !run.isOurs(call)
        && all.stream()
            .anyMatch(s ->
                s instanceof Statement.Assign(var targets, var value, _)
                    && value.span().equals(call.call())
                    && targets.getFirst() instanceof Expression.Tuple(var names, _)
                    && part < names.size()
                    && names.get(part) instanceof Expression.Name(String id, _)
                    && id.equals("_"));
  }

  private @Nullable Finding finding(Event returned) {
    Event made = null;
    Event by = null;
    for (Event event : run.events().subList(0, returned.index())) {
      GradientName said = GradientName.of(event.target());
      boolean own = event.frame() == returned.frame() && event.kind() == Event.Kind.ASSIGN;
      if (own && said != null && event.value().equals(returned.value())) {
        made = event;
        by = said.wrt().size() == 1 ? named(said.wrt().getFirst(), event) : null;
      }
    }
    return made == null || by == null || !isFlat(made.value().shape(), by.value().shape())
        ? null
        : finding(made, by);
  }

  private @Nullable Event named(String name, Event before) {
    return run.events().subList(0, before.index()).stream()
        .filter(e -> e.frame() == before.frame() && e.target().equals(name))
        .reduce((_, last) -> last)
        .orElse(null);
  }

  private static boolean isFlat(Shape own, Shape by) {
    return by.rank() > 2 && by.get(0).equals(own.get(0)) && by.count().equals(own.count());
  }

  private static Finding finding(Event made, Event by) {
    String name = made.target();
    String said =
        name
            + " has shape "
            + made.value().shape()
            + ", "
            + by.target()
            + " has "
            + by.value().shape();
    Problem problem =
        Problem.error(Code.LBZ203, said, made.statement(), "")
            .with(Kind.RULE, "a gradient by " + by.target() + " has its axes")
            .help(name + ".reshape(" + by.target() + ".shape)");
    return new Finding(
        problem.with(Kind.MORE, "leibniz explain LBZ203"), Finding.Kind.GRADIENT, null);
  }
}
