package leibniz.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// The stated shapes of a program, compared with the actual ones.
final class ShapeClaims {
  private final Run run;
  private final Statements statements;
  private final Subjects subjects;
  private final WrongShapes wrong;
  private final List<Finding> findings;
  private final List<Checked> checked;
  private final Map<Integer, SizeNames> names = new HashMap<>();
  private final Votes made = new Votes(); // in calls that the program makes
  private final Votes drawn = new Votes(); // in those that we make, with sizes of our own
  private final Map<SizeNames, Votes> local = new HashMap<>(); // in a call
  private final List<Open> open = new ArrayList<>();
  private final List<Open> disagreements = new ArrayList<>(); // with what others say
  private final Set<String> exact = new HashSet<>(); // what is said, axis by axis
  private final List<Open> loose = new ArrayList<>(); // `n x 1` of a vector
  private final List<Open> ofParts = new ArrayList<>(); // at a change of a part

  /// What a comment says with names that nothing is known of where it stands.
  private record Open(Stated stated, Event event, SizeNames known, Comment comment) {}

  private ShapeClaims(Run run, List<Finding> findings, List<Checked> checked) {
    this.run = run;
    this.statements = new Statements(run.program());
    this.subjects = new Subjects(run, statements);
    this.wrong = new WrongShapes(run, statements, this::names);
    this.findings = findings;
    this.checked = checked;
  }

  /// Looks at every comment and every assert.
  static void of(Run run, List<Finding> findings, List<Checked> checked) {
    ShapeClaims claims = new ShapeClaims(run, findings, checked);
    Map<Comment, Stated> inner = new HashMap<>();
    for (Comment comment : run.program().comments()) {
      if (claims.several(comment)) {
        continue;
      }
      Stated stated = ShapeText.read(comment.text());
      if (stated != null && !claims.claim(stated, comment) && !comment.ownLine()) {
        inner.put(comment, stated);
      }
    }
    Parts.of(run, claims.statements, inner.keySet())
        .forEach((comment, part) ->
            claims.compare(inner.get(comment), part.text(), part.event(), comment));
    claims.products();
    claims.parts();
    Legends.of(run, claims.statements, claims::names, findings, checked);
    claims.disagreements();
    claims.asserts();
  }

  private void products() {
    ProductClaims products = new ProductClaims(run, statements, this::names);
    for (Comment comment : run.program().comments()) {
      products.of(comment).forEach(f -> compare(f.stated(), f.text(), f.event(), comment));
    }
  }

  /// What is neither the shape of an array that is changed nor that of the part, nor that of what
  /// is stored there. Of what has more or fewer axes nothing is said: with one index more or less
  /// it is meant of more entries than those of one round.
  private void parts() {
    List<Statement> all = new ArrayList<>();
    ofParts.forEach(
        o -> Optional.ofNullable(statements.at(o.event.statement())).ifPresent(all::add));
    Map<Span, List<Event>> stored = StoredParts.of(run, all);
    for (Open one : ofParts) {
      List<Event> parts = stored.getOrDefault(one.event.statement(), List.of());
      boolean refuted =
          one.stated.others().isEmpty()
              && !parts.isEmpty()
              && parts.stream()
                  .allMatch(e ->
                      e.value().rank() == one.stated.axes().size()
                          && names(e).fit(one.stated, e.value().shape())
                              == SizeNames.Fit.DIFFERENT);
      if (refuted) {
        checked.add(Checked.shape(one.event.target(), one.comment.span(), Checked.Status.REFUTED));
        findings.add(wrong.of(one.stated, parts.getFirst(), one.comment, Problem.Level.ERROR));
      }
    }
  }

  private Votes votes(Event event) {
    return run.isOurs(run.frame(event)) ? drawn : made;
  }

  private void vote(Stated stated, Event event, SizeNames known) {
    Shape actual = event.value().shape();
    votes(event).add(stated, actual, known);
    local.computeIfAbsent(known, _ -> new Votes()).add(stated, actual, known);
  }

  /// Names that other comments of the program, or of the same call, use for one size, and this one
  /// for another.
  private void disagreements() {
    GlobalNumbers numbers =
        open.isEmpty() ? new GlobalNumbers(Map.of()) : GlobalNumbers.of(run, statements);
    for (Open one : open) {
      Shape actual = one.event.value().shape();
      Votes votes = votes(one.event);
      Votes here = local.getOrDefault(one.known, votes);
      if (!run.isOurs(run.frame(one.event))
          && numbers.disagree(one.stated, actual, one.known, made)) {
        findings.add(wrong.of(one.stated, one.event, one.comment, Problem.Level.ERROR));
      } else if (votes.disagree(one.stated, actual, one.known)
          || here.disagree(one.stated, actual, one.known)) {
        disagreements.add(one);
      }
    }
    for (Open one : loose) {
      if (exact.contains(WrongShapes.said(one.stated, one.comment))) {
        disagreements.add(one); // who says `n x 1` of a matrix of one column means no vector by it
      } else {
        String name = one.event.target();
        checked.add(Checked.shape(name, one.comment.span(), Checked.Status.VERIFIED));
      }
    }
    for (Open one : disagreements) {
      Shape actual = one.event.value().shape();
      boolean sure =
          one.known.isReversed(one.stated, actual)
              || votes(one.event).surelyDisagree(one.stated, actual, one.known);
      Problem.Level level = sure ? Problem.Level.ERROR : Problem.Level.WARNING;
      findings.add(wrong.of(one.stated, one.event, one.comment, level));
    }
  }

  /// Whether the comment is about all that a statement binds or returns, in the order of the text:
  /// `return inc, dinc # (N,), (N, 3)`.
  private boolean several(Comment comment) {
    List<Stated> all = comment.ownLine() ? List.of() : ShapeText.several(comment.text());
    List<Event> here =
        run.events().stream()
            .filter(e -> e.kind() == Event.Kind.ASSIGN || e.kind() == Event.Kind.RETURN)
            .filter(e -> e.statement().endLine() == comment.span().line())
            .toList();
    List<String> targets =
        here.isEmpty() ? List.of() : targets(statements.at(here.getFirst().statement()));
    if (all.isEmpty() || targets.size() != all.size()) {
      return false;
    }
    for (int k = 0; k < all.size(); k++) {
      String target = targets.get(k);
      Stated stated = all.get(k);
      here.stream()
          .filter(e -> e.target().equals(target))
          .findFirst()
          .ifPresent(e -> compare(stated, target, e, comment));
    }
    return true;
  }

  private static List<String> targets(@Nullable Statement statement) {
    return switch (statement) {
      case Statement.Return(Expression.Tuple(var elements, _), _) ->
          IntStream.range(0, elements.size()).mapToObj(k -> "return[" + k + "]").toList();
      case Statement.Assign a when a.targets().getFirst() instanceof Expression.Tuple t ->
          t.elements().stream().map(Spelled::text).toList();
      case null, default -> List.of();
    };
  }

  /// Whether the comment is about what a statement binds.
  private boolean claim(Stated stated, Comment comment) {
    int line = comment.span().line();
    Map<String, Event> about = new HashMap<>();
    for (Event event : run.events()) {
      boolean bound =
          switch (event.kind()) {
            case ASSIGN, CHANGE -> true;
            case RETURN ->
                event.target().equals("return")
                    && statements.at(event.statement()) instanceof Statement.Return;
            case INPUT -> !comment.ownLine();
            case ARGUMENT -> false;
          };
      boolean here =
          comment.ownLine()
              ? event.statement().line() == line + 1
              : event.statement().endLine() == line;
      if (bound && here) {
        about.putIfAbsent(event.target(), event);
      }
    }
    if (!stated.name().isEmpty()) {
      Event event = about.get(stated.name());
      if (event != null) {
        compare(stated, stated.name(), event, comment);
      }
      return true;
    }
    String word = ShapeText.word(comment.text());
    List<Event> handed = about.containsKey(word) ? List.of() : subjects.parameter(word, comment);
    if (!handed.isEmpty()) {
      compare(stated, word, best(stated, handed), comment);
      return true;
    }
    boolean one = about.size() == 1 || areEntriesAlike(about.values());
    if (one && !(comment.ownLine() && stated.form() == Stated.Form.LOOSE)) {
      Event event = about.values().iterator().next();
      Event meant = comment.ownLine() ? best(stated, aboutNearby(stated, comment, event)) : event;
      compare(stated, meant.target(), meant, comment);
    }
    return !about.isEmpty();
  }

  /// What a comment on a line of its own may be about, above all what comes next. Where that has
  /// more or fewer axes, it may be what the line above binds.
  private List<Event> aboutNearby(Stated stated, Comment comment, Event next) {
    List<Event> all = new ArrayList<>(List.of(next));
    Optional.ofNullable(subjects.result(comment, next)).ifPresent(all::add);
    if (stated.axes().size() != next.value().rank()) {
      Optional.ofNullable(subjects.above(comment, next)).ifPresent(all::add);
    }
    return all;
  }

  /// What a comment may be about that it fits, or most nearly does.
  private Event best(Stated stated, List<Event> events) {
    return events.stream()
        .min(Comparator.comparingInt(e -> FITS.indexOf(names(e).fit(stated, e.value().shape()))))
        .orElseThrow();
  }

  private static final List<SizeNames.Fit> FITS =
      List.of(
          SizeNames.Fit.EQUAL,
          SizeNames.Fit.OPEN,
          SizeNames.Fit.DISAGREES,
          SizeNames.Fit.DIFFERENT);

  /// Whether one statement binds them one after the other, each in the same shape: `hs[t] = ...` in
  /// a loop over times.
  private boolean areEntriesAlike(Collection<Event> events) {
    return events.stream().map(Event::statement).distinct().count() == 1
        && events.stream().map(e -> e.value().shape()).distinct().count() == 1
        && events.stream().allMatch(e -> e.target().endsWith("]"))
        && switch (statements.at(events.iterator().next().statement())) {
          case Statement.Assign a ->
              a.targets().size() == 1 && a.targets().getFirst() instanceof Expression.Subscript;
          case null, default -> false;
        };
  }

  /// Whether it is in a call of ours that fails somewhere: what is drawn for it may have the wrong
  /// shape.
  private boolean isHandedWrongly(Event event) {
    return run.isOurs(run.frame(event)) && run.isBroken(event.frame(), Integer.MAX_VALUE);
  }

  private void compare(@Nullable Stated stated, String name, Event event, Comment comment) {
    if (stated == null) {
      return;
    }
    Shape actual = event.value().shape();
    SizeNames known = names(event);
    List<Stated> all = new ArrayList<>(List.of(stated));
    all.addAll(stated.others());
    SizeNames.Fit best = SizeNames.Fit.DIFFERENT;
    for (Stated one : all) {
      SizeNames.Fit fit = known.fit(one, actual);
      best = fit == SizeNames.Fit.EQUAL || best == SizeNames.Fit.DIFFERENT ? fit : best;
    }
    if (best != SizeNames.Fit.EQUAL && isOfPart(event)) {
      ofParts.add(new Open(stated, event, known, comment));
      return;
    }
    if (best == SizeNames.Fit.DIFFERENT
        && (holdsElsewhere(all, event)
            || isHandedWrongly(event)
            || isOfNumbers(stated, actual, known, event))) {
      return;
    }
    switch (best) {
      case EQUAL -> {
        learn(stated, actual, known);
        vote(stated, event, known);
        boolean exactly = known.fit(stated, actual) == SizeNames.Fit.EQUAL;
        if (!exactly && stated.others().stream().anyMatch(o -> o.from() == stated.from())) {
          loose.add(new Open(stated, event, known, comment));
          return;
        }
        if (exactly) {
          exact.add(WrongShapes.said(stated, comment));
        }
        checked.add(Checked.shape(name, comment.span(), Checked.Status.VERIFIED));
      }
      case DIFFERENT -> {
        checked.add(Checked.shape(name, comment.span(), Checked.Status.REFUTED));
        findings.add(wrong.of(stated, event, comment, Problem.Level.ERROR));
      }
      case DISAGREES -> disagreements.add(new Open(stated, event, known, comment));
      case OPEN -> {
        learn(stated, actual, known);
        vote(stated, event, known);
        open.add(new Open(stated, event, known, comment));
      }
    }
  }

  /// Whether it is what its author's data had, `(3073, 10)`, where we drew as many axes, and have
  /// no numbers for their sizes.
  private boolean isOfNumbers(Stated stated, Shape actual, SizeNames known, Event event) {
    int n = stated.axes().size();
    return run.isOurs(run.frame(event))
        && n == actual.rank()
        && IntStream.range(0, n)
            .allMatch(k ->
                stated.axes().get(k) instanceof Expression.Int i
                        && i.value().compareTo(BigInteger.ONE) > 0
                        && actual.get(k).constant().isEmpty()
                    || known.fit(stated.axes().get(k), actual.get(k)) != SizeNames.Fit.DIFFERENT);
  }

  /// Whether it holds in another call of the function, whose sizes are others.
  private boolean holdsElsewhere(List<Stated> all, Event event) {
    return event.frame() != 0
        && run.events().stream()
            .filter(e -> e.frame() != event.frame() && e.target().equals(event.target()))
            .filter(e -> e.statement().equals(event.statement()))
            .anyMatch(e ->
                all.stream()
                    .anyMatch(s -> names(e).fit(s, e.value().shape()) == SizeNames.Fit.EQUAL));
  }

  private SizeNames names(Event event) {
    return names.computeIfAbsent(
        event.frame(),
        id -> {
          Frame frame = run.following().frames().get(id);
          LocalSizes local = LocalSizes.of(run, frame, statements);
          Map<String, Dim> said =
              run.isOurs(frame) ? Map.of() : DocSizes.of(run, frame, statements);
          return SizeNames.of(
              run,
              name -> {
                Dim own = local.size(name);
                Dim here = own == null ? said.get(name) : own;
                return here == null ? local.ofObject(name) : here;
              });
        });
  }

  /// `V[:, k] -= g # (D,)` may be said of the part that is changed.
  private boolean isOfPart(Event event) {
    return event.kind() == Event.Kind.CHANGE && StoredParts.is(statements.at(event.statement()));
  }

  private static void learn(Stated stated, Shape actual, SizeNames known) {
    int n = stated.axes().size();
    if (n <= actual.rank()) {
      for (int k = 0; k < n; k++) {
        known.learn(stated.axes().get(k), actual.get(actual.rank() - n + k));
      }
    }
  }

  /// Whether what does not hold is said of arguments that we draw: `assert x.ndim == 3` is no claim
  /// on what is computed. That a gradient has the shape of its variable is one.
  private boolean isAboutArguments(leibniz.trace.Stated claim) {
    boolean gradient =
        claim.left().endsWith(".shape")
            && GradientName.of(claim.left().replaceFirst("\\.shape$", "")) != null;
    return !gradient && run.isOurs(run.following().frames().get(claim.frame()));
  }

  private void asserts() {
    for (leibniz.trace.Stated claim : run.following().claims()) {
      if (!claim.holds() && isAboutArguments(claim)) {
        continue;
      }
      checked.add(
          Checked.shape(
              claim.left(),
              claim.span(),
              claim.holds() ? Checked.Status.VERIFIED : Checked.Status.REFUTED));
      if (!claim.holds()) {
        Problem problem =
            Problem.error(
                Code.LBZ101,
                "this assert does not hold: " + claim.left() + " and " + claim.right(),
                claim.span(),
                "");
        findings.add(new Finding(problem, Finding.Kind.SHAPE, null));
      }
    }
  }
}
