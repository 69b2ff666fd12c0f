package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Shapes that the texts of functions state of their parameters and results: `- dx: gradient of the
/// data, of shape (N, D)`. Letters in them mean what the other lines of the text mean by them; what
/// a program calls a size elsewhere may be another one here.
final class DocClaims {
  private static final int CALLS = 4; // of a function that are looked at
  private static final int WORD = 2; // letters
  private final Run run;
  private final Statements statements;
  private final DocLines texts;
  private final HandedSizes words;
  private final List<Finding> findings;
  private final List<Checked> checked;

  private DocClaims(Run run, List<Finding> findings, List<Checked> checked) {
    this.run = run;
    this.statements = new Statements(run.program());
    this.texts = new DocLines(run.program());
    this.words = HandedSizes.of(run);
    this.findings = findings;
    this.checked = checked;
  }

  static void of(Run run, List<Finding> findings, List<Checked> checked) {
    DocClaims claims = new DocClaims(run, findings, checked);
    for (Statement s : claims.statements.all()) {
      if (s instanceof Statement.Function f) {
        claims.function(f, claims.texts.of(f));
      } else if (s instanceof Statement.ClassDefinition c) { // its text is on what its objects are
        List<DocLines.Line> lines = claims.texts.of(c);
        c.body().stream()
            .filter(m -> m instanceof Statement.Function)
            .map(m -> (Statement.Function) m)
            .filter(m -> m.name().equals(CONSTRUCTOR))
            .forEach(m -> claims.function(m, lines));
      }
    }
  }

  private static final String CONSTRUCTOR = "__init__";

  private void function(Statement.Function f, List<DocLines.Line> lines) {
    List<Frame> calls =
        run.following().frames().stream()
            .filter(c -> c.id() != 0 && c.definition().equals(f.span()) && !run.isOurs(c))
            .limit(CALLS)
            .toList();
    if (lines.isEmpty() || calls.isEmpty()) {
      return;
    }
    List<DocLines.Line> said =
        lines.stream()
            .filter(l -> calls.stream().allMatch(c -> event(c, l.called()) == null))
            .toList();
    List<Call> all = calls.stream().map(c -> new Call(c, said)).toList();
    for (DocLines.Line line : said) {
      List<Call> here = all.stream().filter(c -> c.event(line) != null).toList();
      if (here.isEmpty()) {
        continue;
      }
      Call first = here.getFirst();
      if (here.stream().allMatch(c -> c.isWrong(line))) {
        boolean sure = here.stream().allMatch(c -> c.isSurelyWrong(line));
        Problem.Level level = sure ? Problem.Level.ERROR : Problem.Level.WARNING;
        findings.add(wrong(line, first.value(line), level));
        checked.add(Checked.shape(line.name(), line.place(), Checked.Status.REFUTED));
      } else if (here.stream().anyMatch(c -> c.holds(line))) {
        checked.add(Checked.shape(line.name(), line.place(), Checked.Status.VERIFIED));
      }
    }
  }

  /// The parameter, the entry of one that is a dict, or the last value of a name; of what is
  /// returned in another form, as `dx` by `return dx.reshape(shape)`, that.
  private @Nullable Event event(Frame call, String name) {
    Event found = null;
    for (Event event : run.events()) {
      if (event.frame() == call.id()) {
        boolean handed = event.isHanded();
        boolean entry = handed && event.target().endsWith("['" + name + "']");
        boolean named = event.target().equals(name) || isOfObject(call, event, name);
        if ((named || entry) && handed) {
          return event;
        }
        found = named || isFormOf(event, name) ? event : found;
      }
    }
    return found == null ? entry(call, name) : found;
  }

  /// What a call returns by that key: `{'W': dW}`. Null if it does not.
  private @Nullable Event entry(Frame call, String name) {
    return run.events().stream()
        .filter(e -> e.frame() == call.id() && e.kind() == Event.Kind.RETURN)
        .filter(e -> e.target().equals("return['" + name + "']"))
        .findFirst()
        .orElse(null);
  }

  /// Whether it is what the constructor gives an object under that name, or keeps for it by that
  /// key: `self.params['W1']`.
  private static boolean isOfObject(Frame call, Event event, String name) {
    GradientName.Key key = GradientName.Key.of(event.target());
    return call.name().equals(CONSTRUCTOR)
        && key.owner().equals("self.")
        && key.last().equals(name);
  }

  private boolean isFormOf(Event event, String name) {
    return event.kind() == Event.Kind.RETURN
        && statements.at(event.statement()) instanceof Statement.Return(var value, _)
        && part(value, event.target()) instanceof Expression.Call call
        && call.function() instanceof Expression.Attribute method
        && Spelled.text(method.value()).equals(name);
  }

  /// What stands behind `return` for `return[1]`.
  private static @Nullable Expression part(@Nullable Expression value, String target) {
    Matcher index = INDEX.matcher(target);
    return index.matches() && value instanceof Expression.Tuple tuple
        ? tuple.elements().get(Integer.parseInt(index.group(1)))
        : value;
  }

  private static final Pattern INDEX = Pattern.compile("return\\[(\\d{1,2})\\]");

  /// One call of a function, and what the letters mean in it.
  private final class Call {
    private final Frame frame;
    private final SizeNames names;
    private final LocalSizes local;
    private final Votes votes = new Votes();
    private final List<DocLines.Line> lines;

    Call(Frame frame, List<DocLines.Line> lines) {
      this.frame = frame;
      this.lines = lines;
      this.local = LocalSizes.of(run, frame, statements);
      Set<String> constants = constants(local);
      this.names = SizeNames.of(run, n -> constants.contains(n) ? local.global(n) : local.own(n));
      Set<Span> counted = new HashSet<>(); // a result may be one that has a name
      for (DocLines.Line line : lines) {
        Event event = event(line);
        if (event != null && line.stated().others().isEmpty() && counted.add(line.place())) {
          votes.add(line.stated(), event.value().shape(), names);
        }
      }
    }

    @Nullable Event event(DocLines.Line line) {
      return DocClaims.this.event(frame, line.name());
    }

    /// The sizes of the program that the text means by their names: what the function reads, and
    /// words that another line says rightly.
    private Set<String> constants(LocalSizes local) {
      SizeNames program = SizeNames.of(run, local::global);
      Set<String> named = new HashSet<>();
      Set<String> right = new HashSet<>();
      for (DocLines.Line line : lines) {
        List<Expression> axes = line.stated().axes();
        Shape actual = value(line);
        for (int k = 0; k < axes.size(); k++) {
          Set<String> names = LocalSizes.names(axes.get(k));
          named.addAll(names);
          if (axes.size() == actual.rank()
              && program.size(axes.get(k)) != null
              && program.fit(axes.get(k), actual.get(k)) == SizeNames.Fit.EQUAL) {
            right.addAll(names);
          }
        }
      }
      named.removeIf(name ->
          local.global(name) == null
              || !reads(name) && (name.length() < WORD || !right.contains(name)));
      return named;
    }

    private boolean reads(String name) {
      return statements.of(frame.definition()).stream()
          .anyMatch(s ->
              switch (s) {
                case Statement.Assign a -> Spelled.names(a.value(), name);
                case Statement.AugmentedAssign a -> Spelled.names(a.value(), name);
                case Statement.Return r -> r.value() != null && Spelled.names(r.value(), name);
                default -> false;
              });
    }

    Shape value(DocLines.Line line) {
      Event event = event(line);
      return event == null ? Shape.SCALAR : event.value().shape();
    }

    boolean isWrong(DocLines.Line line) {
      return line.ways().stream().allMatch(this::isOneWrong);
    }

    private boolean isOneWrong(DocLines.Line line) {
      Shape actual = value(line);
      return isOneSurelyWrong(line)
          || votes.disagree(line.stated(), actual, names)
          || line.isResult() && isOtherElsewhere(line.stated(), actual);
    }

    /// Whether the call itself binds the sizes, or the other lines say it the other way round.
    boolean isSurelyWrong(DocLines.Line line) {
      return line.ways().stream().allMatch(this::isOneSurelyWrong);
    }

    private boolean isOneSurelyWrong(DocLines.Line line) {
      Shape actual = value(line);
      SizeNames.Fit own = names.fit(line.stated(), actual);
      return own == SizeNames.Fit.DIFFERENT
          || votes.isTransposed(line.stated(), actual, names)
          || own == SizeNames.Fit.OPEN && words.isReversed(line.stated(), actual)
          || own != SizeNames.Fit.EQUAL // else another line is the wrong one
              && line.isResult()
              && fit(line, actual) == SizeNames.Fit.DIFFERENT;
    }

    /// How a result fits the letters that the parameters have in the same line, or in the lines of
    /// the same text.
    private SizeNames.Fit fit(DocLines.Line result, Shape actual) {
      Map<String, Dim> sizes = new LinkedHashMap<>();
      Set<String> contrary = new HashSet<>();
      int place = result.place().line();
      boolean alone =
          lines.stream().map(DocLines.Line::place).filter(p -> p.line() == place).distinct().count()
              == 1;
      for (DocLines.Line line : lines) {
        Event event = event(line);
        if ((alone || line.place().line() == place)
            && event != null
            && !line.equals(result)
            && line.stated().others().isEmpty()
            && event.value().rank() == line.stated().axes().size()) {
          DocSizes.bind(line.stated(), event.value().shape(), sizes, contrary);
        }
      }
      sizes.keySet().removeAll(contrary);
      boolean asProgram = isAsProgram(sizes);
      return SizeNames.of(
              run,
              name -> {
                Dim size = sizes.get(name);
                boolean word = asProgram && name.length() >= LETTERS && !contrary.contains(name);
                return size == null && word ? local.size(name) : size;
              })
          .fit(result.stated(), actual);
    }

    /// Whether a result has other sizes than the letters mean that the texts of other functions
    /// have for what this one is handed, too, and says nothing of: of the same values by the same
    /// names.
    private boolean isOtherElsewhere(Stated result, Shape actual) {
      Map<String, Dim> sizes = new LinkedHashMap<>();
      Set<String> contrary = new HashSet<>();
      for (Event own : handed(frame)) {
        if (lines.stream().noneMatch(l -> l.name().equals(own.target()))) {
          elsewhere(own).forEach(s -> DocSizes.bind(s, own.value().shape(), sizes, contrary));
        }
      }
      sizes.keySet().removeAll(contrary);
      boolean read = sizes.keySet().stream().anyMatch(n -> local.own(n) != null);
      boolean right = names.fit(result, actual) == SizeNames.Fit.EQUAL;
      return !read
          && !right
          && SizeNames.of(run, sizes::get).fit(result, actual) == SizeNames.Fit.DIFFERENT;
    }

    /// Whether what the text calls sizes the program calls so, too: then it means by further words
    /// what the program does.
    private boolean isAsProgram(Map<String, Dim> sizes) {
      boolean some = false;
      for (Map.Entry<String, Dim> said : sizes.entrySet()) {
        Dim own = local.size(said.getKey());
        if (own != null && !names.same(own, said.getValue())) {
          return false;
        }
        some |= own != null;
      }
      return some;
    }

    private static final int LETTERS = 3; // of a word that may be meant so

    boolean holds(DocLines.Line line) {
      return line.ways().stream().anyMatch(this::isOneRight);
    }

    private boolean isOneRight(DocLines.Line line) {
      return names.fit(line.stated(), value(line)) == SizeNames.Fit.EQUAL
          || line.isResult() && fit(line, value(line)) == SizeNames.Fit.EQUAL;
    }
  }

  private List<Event> handed(Frame call) {
    return run.events().stream().filter(e -> e.isHanded() && e.frame() == call.id()).toList();
  }

  /// What the texts of other functions state of a value that these are handed by the same name.
  private List<Stated> elsewhere(Event own) {
    List<Stated> all = new ArrayList<>();
    for (Statement s : statements.all()) {
      if (s instanceof Statement.Function f && !f.span().equals(run.frame(own).definition())) {
        List<Stated> here =
            texts.of(f).stream()
                .filter(l -> l.name().equals(own.target()))
                .map(DocLines.Line::stated)
                .filter(said -> said.axes().size() == own.value().rank())
                .toList();
        all.addAll(!here.isEmpty() && isHanded(f, own) ? here : List.of());
      }
    }
    return all;
  }

  private boolean isHanded(Statement.Function f, Event own) {
    return run.events().stream()
        .filter(e -> e.isHanded() && e.target().equals(own.target()))
        .anyMatch(e -> e.value().equals(own.value()) && run.frame(e).definition().equals(f.span()));
  }

  private Finding wrong(DocLines.Line line, Shape actual, Problem.Level level) {
    String what =
        line.isResult() ? line.name().replace(DocLines.RESULT, "the result") : line.name();
    Problem problem =
        new Problem(
                Code.LBZ101,
                level,
                "the text says " + line.text() + " of " + what + ", which has shape " + actual,
                List.of(new Problem.Mark(line.place(), what + " is " + actual)),
                List.of())
            .help("correct the text:  " + actual)
            .with(Kind.MORE, "leibniz explain LBZ101");
    return new Finding(problem, Finding.Kind.SHAPE, null);
  }
}
