package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Code;
import leibniz.ir.Effort;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.python.Statement;

/// Reads what someone wrote by hand and says what is wrong with it.
public final class Check {
  private static final long ALL = 4_000_000; // units of work for a program, some ten seconds

  private static final int MOST_UNREAD = 20; // that are told

  private Check() {}

  /// The check of one program. What is wrong with the program is in the report, never an exception.
  public static Report of(Source source, Options options) {
    Module program;
    try {
      program = Parser.parse(source);
    } catch (LeibnizException e) {
      List<Finding> findings =
          e.problems().stream().map(p -> new Finding(p, Finding.Kind.READING, null)).toList();
      return new Report(source, findings, List.of(), List.of(), List.of(), false);
    }
    Looked looked = Looked.at(program, options, Form.PLAIN);
    if (looked.isTooMuch() && !looked.decides()) {
      Looked alone = Looked.at(program, options, Form.ALONE);
      looked = alone.convinces() ? alone : looked;
    }
    silence(looked.findings);
    List<Finding> told = new ArrayList<>(Ignores.apply(program, looked.findings));
    told.sort(Comparator.comparingInt(f -> line(f.problem())));
    looked.checked.sort(Comparator.comparingInt(c -> c.span().line()));
    return new Report(source, told, looked.checked, looked.unread, looked.missing, true);
  }

  /// What was seen of a program, or of a part of it.
  private record Looked(
      List<Finding> findings, List<Checked> checked, List<Problem> unread, List<Fix.Edit> missing) {

    static Looked at(Module program, Options options, Form form) {
      Looked looked =
          new Looked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      try {
        Effort.within(
            ALL,
            () -> {
              Start start = Start.of(program, options.sizes(), form);
              check(start, looked.findings, looked.checked, looked.unread);
              looked.missing.addAll(MissingShapes.of(start.named()));
              return null;
            });
      } catch (Effort.Spent e) {
        looked.unread.add(tooLong(program));
      } catch (LeibnizException e) { // what is told by then stays
        looked.unread.addAll(e.problems());
      }
      return looked;
    }

    /// Whether more of the program could be seen with less data.
    boolean isTooMuch() {
      return unread.stream().anyMatch(p -> p.code() == Code.LBZ007)
          || checked.stream().anyMatch(c -> TooMuch.is(c.reason()));
    }

    boolean decides() {
      return has(Checked.Status.VERIFIED) || has(Checked.Status.REFUTED);
    }

    /// Whether what was drawn for arguments did them justice: something is right by it, or what is
    /// wrong is by one slip.
    boolean convinces() {
      return has(Checked.Status.VERIFIED)
          || has(Checked.Status.REFUTED) && findings.stream().allMatch(Looked::isOneSlip);
    }

    private static boolean isOneSlip(Finding finding) {
      return finding.kind() != Finding.Kind.GRADIENT
          || !finding.isError()
          || finding.problem().code() == Code.LBZ202
          || finding.fix() != null;
    }

    private boolean has(Checked.Status status) {
      return checked.stream()
          .anyMatch(c -> c.kind() == Checked.Kind.GRADIENT && c.status() == status);
    }
  }

  private static Problem tooLong(Module program) {
    return Problem.error(
        Code.LBZ007,
        "the program takes too much work to be checked further",
        program.body().getFirst().span(),
        "");
  }

  private static void check(
      Start start, List<Finding> findings, List<Checked> checked, List<Problem> unread) {
    Set<String> told = new HashSet<>();
    for (Problem problem : start.run().following().problems()) {
      boolean cut = isOfCutLoop(start.run(), problem) || isInShortened(start.run(), line(problem));
      boolean isShort = isPastShortened(start.run(), problem) || isOfUnread(start.run(), problem);
      if (breaks(problem) && !start.run().isDrawn(problem) && !cut && !isShort) {
        if (told.add(line(problem) + problem.headline().replaceAll("\\bindex \\d+", "index"))) {
          findings.add(new Finding(problem, Finding.Kind.READING, null)); // once of all rounds
        }
      } else if (unread.size() < MOST_UNREAD) {
        unread.add(problem);
      }
    }
    ShapeClaims.of(start.named(), findings, checked);
    DocClaims.of(start.named(), findings, checked);
    LayerShapes.of(start.named(), findings, checked);
    Squared.of(start, findings);
    LostAxes.of(start.named(), findings);
    AllGradients.of(start, findings, checked);
    Blamed.of(start.run(), findings);
    Domains.of(start, findings);
    Nowhere.of(start, checked, findings);
  }

  /// Whether what does not fit is as long as a loop was followed, and would be as long as the loop.
  private static boolean isOfCutLoop(Run run, Problem problem) {
    return CutRounds.of(run).stream()
        .anyMatch(r -> has(problem, "" + r.followed()) && has(problem, "" + r.all()));
  }

  /// Whether it is in a loop over a size that is taken to be smaller than the program says: what it
  /// does not fit may be as large as that.
  private static boolean isInShortened(Run run, int line) {
    Set<String> names = CutLoops.shortened(run).keySet();
    return new Statements(run.program())
        .all().stream()
            .anyMatch(s ->
                s instanceof Statement.For f
                    && f.span().line() < line
                    && line <= f.span().endLine()
                    && names.stream().anyMatch(name -> Spelled.names(f.iterable(), name)));
  }

  private static final Pattern PAST =
      Pattern.compile("index (\\d{1,9}) of axis (\\d) of [^(]* \\(([^()]*)\\): its size is .*");

  private static final Pattern NOTHING = Pattern.compile(".* \\([^()]*\\) has no entries");

  /// Whether an index is only too large for a size that is taken to be smaller than the program
  /// says, as where a loop along the data goes further than one along that size, or for what a loop
  /// collects that is followed for fewer rounds; or whether something is empty that may only be so
  /// for such a size, as `np.arange(5, n + 1, 5)`.
  private static boolean isPastShortened(Run run, Problem problem) {
    Matcher m = PAST.matcher(problem.headline());
    if (!m.matches()) {
      return NOTHING.matcher(problem.headline()).matches() && !CutLoops.shortened(run).isEmpty();
    }
    String[] sizes = m.group(3).split(",");
    int axis = Integer.parseInt(m.group(2));
    String size = axis < sizes.length ? sizes[axis].strip() : "";
    long index = Long.parseLong(m.group(1));
    Long said = CutLoops.shortened(run).get(size);
    return said != null && index < said
        || size.matches("\\d{1,9}")
            && CutRounds.ofLists(run).stream().anyMatch(r -> r.has(index, Long.parseLong(size)));
  }

  /// Whether a key is missing that code which could not be read may have set.
  private static boolean isOfUnread(Run run, Problem problem) {
    return problem.code() == Code.LBZ106
        && problem.headline().contains(" has no key ")
        && run.following().problems().stream()
            .anyMatch(p -> p.level() == Problem.Level.ERROR && !breaks(p));
  }

  private static boolean has(Problem problem, String number) {
    return problem.headline().matches(".*\\b" + number + "\\b.*");
  }

  /// Whether a problem is one that Python would have, too.
  private static boolean breaks(Problem problem) {
    return switch (problem.code()) {
      case LBZ102, LBZ103, LBZ105, LBZ106 -> true;
      default -> false;
    };
  }

  /// What does not fit further down does not, because a gradient has the wrong shape.
  private static void silence(List<Finding> findings) {
    int first = Integer.MAX_VALUE;
    for (Finding f : findings) {
      if (f.problem().code() == Code.LBZ203) {
        first = Math.min(first, line(f.problem()));
      }
    }
    int from = first;
    findings.removeIf(f -> f.kind() == Finding.Kind.READING && line(f.problem()) > from);
  }

  private static int line(Problem problem) {
    List<Problem.Mark> marks = problem.marks();
    Span span = marks.isEmpty() ? new Span("", 0, 0, 0, 0) : marks.getFirst().span();
    return span.line();
  }
}
