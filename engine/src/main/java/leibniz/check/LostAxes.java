package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// Gradients that have each sample in a row where what they are by has more axes: `return dx` for
/// `return dx.reshape(x.shape)`. Who calls such a function may give them their axes again; told is
/// what nobody looks at, `_, dw = back(d, kept)`, so that nobody has seen it; or has a name there
/// that nobody reads, where the text of the function says that it has those axes: `dx: of shape (N,
/// d_1, ..., d_k)`.
final class LostAxes {
  private static final Pattern PART = Pattern.compile("return\\[(\\d{1,2})\\]");

  private final Run run;
  private final Statements statements;

  private LostAxes(Run run) {
    this.run = run;
    this.statements = new Statements(run.program());
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

  /// Whether what a call returns there gets the name of nothing, or one that nobody reads.
  private boolean isDropped(Frame call, int part) {
    String name = run.isOurs(call) ? "" : target(call, part);
    return name.equals("_") || !name.isEmpty() && saysAxes(call, part) && !isRead(name, call);
  }

  /// The name that it gets; empty if it gets none.
  private String target(Frame call, int part) {
    for (Statement s : statements.all()) {
      if (s instanceof Statement.Assign(var targets, var value, _)
          && value.span().equals(call.call())
          && targets.getFirst() instanceof Expression.Tuple(var names, _)
          && part < names.size()
          && names.get(part) instanceof Expression.Name(String id, _)) {
        return id;
      }
    }
    return "";
  }

  /// Whether the text of the function says of what it returns there that it has any axes.
  private boolean saysAxes(Frame call, int part) {
    return statements.at(call.definition()) instanceof Statement.Function f
        && f.body().getFirst() instanceof Statement.Evaluate(Expression.Str doc, _)
        && f.body().getLast() instanceof Statement.Return(Expression.Tuple(var each, _), _)
        && part < each.size()
        && each.get(part) instanceof Expression.Name(String id, _)
        && doc.value().lines().anyMatch(line -> isOfAxes(line, id));
  }

  private static final Pattern AXES = Pattern.compile("[(\\[]\\w+,.*\\.\\.\\..*[)\\]]");

  private static boolean isOfAxes(String line, String name) {
    String plain = line.replaceFirst("^[\\s\\-*]*", "");
    return plain.matches(Pattern.quote(name) + "\\b.*") && AXES.matcher(plain).find();
  }

  /// Whether the caller reads a name.
  private boolean isRead(String name, Frame call) {
    Span caller = run.following().frames().get(call.caller()).definition();
    return statements.of(caller).stream().anyMatch(s -> isRead(name, s));
  }

  /// The same in a statement, but not in its blocks: they are looked at for themselves.
  private static boolean isRead(String name, Statement statement) {
    return switch (statement) {
      case Statement.Function _, Statement.ClassDefinition _ -> false;
      case Statement.Assign(var targets, var value, _) ->
          Spelled.names(value, name)
              || targets.stream()
                  .flatMap(
                      t -> t instanceof Expression.Tuple l ? l.elements().stream() : Stream.of(t))
                  .anyMatch(t -> !(t instanceof Expression.Name) && Spelled.names(t, name));
      case Statement.For f -> Spelled.names(f.iterable(), name);
      case Statement.If i -> i.branches().stream().anyMatch(b -> Spelled.names(b.test(), name));
      case Statement.While w -> Spelled.names(w.test(), name);
      default -> {
        boolean[] read = {false};
        Walk.expressions(
            List.of(statement),
            e -> read[0] |= e instanceof Expression.Name(String id, _) && id.equals(name));
        yield read[0];
      }
    };
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
