package leibniz.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leibniz.check.Finding;
import leibniz.check.Fix;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// What a check found in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as
/// code scanning services read it.
final class SarifFindings implements Findings {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final Output out;
  private final Fingerprint fingerprint = new Fingerprint();
  private final Map<Code, Problem.Level> rules = new TreeMap<>();
  private final List<Map<String, Object>> results = new ArrayList<>();
  private final List<Object> notifications = new ArrayList<>();
  private boolean successful = true;

  SarifFindings(Output out) {
    this.out = out;
  }

  @Override
  public void file(Examined one) {
    for (Finding finding : one.report().findings()) {
      Problem problem = finding.problem();
      rules.merge(problem.code(), problem.level(), (a, b) -> a.compareTo(b) < 0 ? a : b);
      results.add(result(finding, one.source()));
    }
    for (Problem problem : one.report().unread()) {
      Map<String, Object> notification = new LinkedHashMap<>();
      notification.put("level", "note");
      notification.put("message", text(problem.headline()));
      notification.put("locations", locations(problem, one.source()));
      notifications.add(notification);
    }
  }

  @Override
  public void failed(String file, WrongUse why) {
    failed(why.headline());
  }

  @Override
  public void failed(String file, Bug bug) {
    failed(file + ": " + bug.what());
  }

  private void failed(String what) {
    successful = false;
    Map<String, Object> notification = new LinkedHashMap<>();
    notification.put("level", "error");
    notification.put("message", text(what));
    notifications.add(notification);
  }

  @Override
  public void end(double seconds) {
    List<Code> codes = List.copyOf(rules.keySet());
    for (Map<String, Object> result : results) {
      result.put("ruleIndex", codes.indexOf(Code.valueOf(String.valueOf(result.get("ruleId")))));
    }
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Leibniz");
    driver.put("semanticVersion", Version.text());
    driver.put("rules", codes.stream().map(this::rule).toList());
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("executionSuccessful", successful);
    invocation.put("toolExecutionNotifications", notifications);
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("automationDetails", Map.of("id", "leibniz/"));
    run.put("invocations", List.of(invocation));
    run.put("results", results);
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    Json.print(log, out);
  }

  private Map<String, Object> rule(Code code) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code.name());
    rule.put("shortDescription", text(capital(code.title())));
    rule.put(
        "defaultConfiguration",
        Map.of("level", level(rules.getOrDefault(code, Problem.Level.ERROR))));
    rule.put("help", text("leibniz explain " + code));
    return rule;
  }

  private Map<String, Object> result(Finding finding, Source source) {
    Problem problem = finding.problem();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", problem.code().name());
    result.put("ruleIndex", 0);
    result.put("level", level(problem.level()));
    StringBuilder message = new StringBuilder(problem.headline());
    problem.notes().forEach(n -> message.append('\n').append(n.text()));
    result.put("message", text(message.toString()));
    result.put("locations", locations(problem, source));
    Fix fix = finding.fix();
    if (fix != null && !hasCells(fix, source)) {
      result.put("fixes", List.of(fix(fix, source)));
    }
    result.put(
        "partialFingerprints", Map.of("primaryLocationLineHash", fingerprint.of(problem, source)));
    return result;
  }

  private static boolean hasCells(Fix fix, Source source) {
    return fix.edits().stream().anyMatch(e -> source.place(e.span().line()).cell() > 0);
  }

  private static Map<String, Object> fix(Fix fix, Source source) {
    List<Object> replacements = new ArrayList<>();
    for (Fix.Edit edit : fix.edits()) {
      Map<String, Object> replacement = new LinkedHashMap<>();
      replacement.put("deletedRegion", region(edit.span(), source));
      replacement.put("insertedContent", text(edit.text()));
      replacements.add(replacement);
    }
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("artifactLocation", Map.of("uri", uri(source.name())));
    change.put("replacements", replacements);
    return Map.of("artifactChanges", List.of(change));
  }

  private static List<Object> locations(Problem problem, Source source) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("artifactLocation", Map.of("uri", uri(source.name())));
    if (!problem.marks().isEmpty()) {
      place.put("region", region(problem.marks().getFirst().span(), source));
    }
    return List.of(Map.of("physicalLocation", place));
  }

  /// Lines of the file; in a notebook, whose text is JSON, without columns.
  private static Map<String, Object> region(Span span, Source source) {
    Source.Place from = source.place(span.line());
    Source.Place to = source.place(span.endLine());
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", from.row());
    if (from.cell() == 0) {
      region.put("startColumn", span.column() + from.shift());
    }
    region.put("endLine", to.row());
    if (from.cell() == 0) {
      region.put("endColumn", span.endColumn() + to.shift());
    }
    return region;
  }

  /// The name as a relative reference: what a service finds in the repository.
  private static String uri(String name) {
    Path path = Path.of(name);
    Path here = Path.of("").toAbsolutePath();
    if (path.isAbsolute() && path.startsWith(here)) {
      path = here.relativize(path);
    }
    try {
      String text = path.normalize().toString().replace('\\', '/');
      return path.isAbsolute()
          ? path.toUri().toString()
          : new URI(null, null, text, null).toASCIIString();
    } catch (URISyntaxException e) {
      return path.toUri().toString();
    }
  }

  private static String level(Problem.Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case REMARK -> "note";
    };
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
