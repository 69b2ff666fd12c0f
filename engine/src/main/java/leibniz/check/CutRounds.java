package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.python.Statement;

/// A loop that only repeats, of which the first rounds are followed alone.
///
/// @param line of the loop
/// @param all how many rounds the program has
record CutRounds(int line, long followed, long all) {
  private static final Pattern SAID =
      Pattern.compile("line (\\d{1,9}): the first (\\d+) of (\\d+) rounds .*");
  private static final Pattern LONGER =
      Pattern.compile("\\.(?:append|extend|insert)\\(|\\+=\\s*\\[");

  static List<CutRounds> of(Run run) {
    List<CutRounds> loops = new ArrayList<>();
    for (String said : run.following().assumptions()) {
      Matcher m = SAID.matcher(said);
      if (m.matches()) {
        int line = Integer.parseInt(m.group(1));
        loops.add(new CutRounds(line, Long.parseLong(m.group(2)), Long.parseLong(m.group(3))));
      }
    }
    return loops;
  }

  /// Those that make lists longer: these have as many entries less.
  static List<CutRounds> ofLists(Run run) {
    List<CutRounds> loops = of(run);
    Text text = new Text(run.program().source());
    List<Statement> all = loops.isEmpty() ? List.of() : new Statements(run.program()).all();
    loops.removeIf(loop ->
        all.stream()
            .filter(s -> s instanceof Statement.For f && f.header().line() == loop.line)
            .noneMatch(s -> LONGER.matcher(text.at(s.span())).find()));
    return loops;
  }

  /// Whether a list of a loop may have so many entries by the program that has fewer here: each
  /// round appends to it once, or all as often.
  boolean isOf(long stated, long actual) {
    return stated - actual == all - followed || stated * followed == actual * all;
  }

  /// Whether what it collects, which has so many entries here, has one at an index by the program.
  boolean has(long index, long actual) {
    return actual >= followed && index < actual + all - followed;
  }
}
