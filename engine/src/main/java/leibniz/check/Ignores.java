package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;

/// Comments that silence findings: `# leibniz: ignore[LBZ203, LBZ2] reason`. One covers the
/// statement it stands in; a code may be the beginning of several.
final class Ignores {
  private static final Pattern IGNORE =
      Pattern.compile("leibniz:\\s*ignore\\b(?:\\s*\\[([^\\]]*)\\])?");

  /// One such comment.
  ///
  /// @param span of the words themselves
  /// @param rest what goes with them, the reason included
  /// @param codes what it silences; empty if it names none
  /// @param from the first line it covers
  /// @param to the last line it covers
  private record Ignore(Span span, Span rest, Set<String> codes, int from, int to) {
    boolean covers(Finding finding, String code) {
      return finding.problem().code().name().startsWith(code)
          && finding.problem().marks().stream()
              .limit(1)
              .anyMatch(m -> from <= m.span().line() && m.span().line() <= to);
    }
  }

  private Ignores() {}

  /// The findings that nothing silences, and those about comments that silence nothing.
  static List<Finding> apply(Module program, List<Finding> findings) {
    List<Ignore> ignores = all(program);
    List<Finding> left = new ArrayList<>();
    for (Finding finding : findings) {
      if (ignores.stream().noneMatch(i -> i.codes.stream().anyMatch(c -> i.covers(finding, c)))) {
        left.add(finding);
      }
    }
    for (Ignore ignore : ignores) {
      if (ignore.codes.isEmpty()) {
        left.add(bare(ignore));
        continue;
      }
      List<String> stale =
          ignore.codes.stream()
              .filter(code -> findings.stream().noneMatch(f -> ignore.covers(f, code)))
              .toList();
      if (!stale.isEmpty()) {
        left.add(stale(ignore, stale));
      }
    }
    return left;
  }

  private static Finding bare(Ignore ignore) {
    Problem problem =
        new Problem(
            Code.LBZ402,
            Problem.Level.WARNING,
            "this ignore names no code, and silences nothing",
            List.of(new Problem.Mark(ignore.span, "a code belongs behind it")),
            List.of());
    return new Finding(
        problem.help("name what is meant, for instance  # leibniz: ignore[LBZ203] reason"),
        Finding.Kind.STYLE,
        null);
  }

  private static Finding stale(Ignore ignore, List<String> stale) {
    boolean all = stale.size() == ignore.codes.size();
    Problem problem =
        new Problem(
            Code.LBZ401,
            Problem.Level.WARNING,
            all
                ? "this ignore silences nothing"
                : "this ignore silences no " + String.join(" and no ", stale),
            List.of(new Problem.Mark(ignore.span, "there is no such finding here")),
            List.of());
    String kept =
        ignore.codes.stream().filter(c -> !stale.contains(c)).collect(Collectors.joining(", "));
    return all
        ? new Finding(problem.help("delete it"), Finding.Kind.STYLE, Fix.safe(ignore.rest, ""))
        : new Finding(
            problem.help("keep  # leibniz: ignore[" + kept + "]"), Finding.Kind.STYLE, null);
  }

  private static List<Ignore> all(Module program) {
    List<Ignore> ignores = new ArrayList<>();
    for (Comment comment : program.comments()) {
      Matcher matcher = IGNORE.matcher(comment.text());
      if (matcher.find()) {
        ignores.add(of(comment, matcher, program));
      }
    }
    return ignores;
  }

  private static Ignore of(Comment comment, Matcher matcher, Module program) {
    Set<String> codes = new LinkedHashSet<>();
    if (matcher.group(1) != null) {
      Arrays.stream(matcher.group(1).split(","))
          .map(String::strip)
          .filter(c -> !c.isEmpty())
          .forEach(codes::add);
    }
    Span whole = comment.span();
    Span span =
        new Span(
            whole.file(),
            whole.line(),
            whole.column() + matcher.start(),
            whole.line(),
            whole.column() + matcher.end());
    int[] lines = {whole.line(), whole.line()};
    Walk.statements(
        program.body(),
        statement -> {
          Span own = statement instanceof Statement.Compound c ? c.header() : statement.span();
          if (own.line() <= whole.line() && whole.line() <= own.endLine()) {
            lines[0] = Math.min(lines[0], own.line());
            lines[1] = Math.max(lines[1], own.endLine());
          }
        });
    return new Ignore(span, rest(program, comment, matcher.start()), codes, lines[0], lines[1]);
  }

  /// What goes if the ignore goes: all from it on, and the comment itself if it begins with it.
  private static Span rest(Module program, Comment comment, int start) {
    Span whole = comment.span();
    String line = program.source().lines().get(whole.line() - 1);
    int from = whole.column() - 1 + start;
    if (comment.text().substring(1, start).isBlank()) {
      from = whole.column() - 1;
    }
    while (from > 0 && Character.isWhitespace(line.charAt(from - 1))) {
      from--;
    }
    return new Span(whole.file(), whole.line(), from + 1, whole.line(), whole.endColumn());
  }
}
