package leibniz.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.check.Checked;
import leibniz.check.Finding;
import leibniz.check.Fix;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What a check found as one object. Fields are only ever added; `schema` counts otherwise.
final class JsonFindings implements Findings {
  private static final String SCHEMA = "leibniz-check/1";

  private final Output out;
  private final Tally tally = new Tally();
  private final Fingerprint fingerprint = new Fingerprint();
  private final List<Object> findings = new ArrayList<>();
  private final List<Object> checked = new ArrayList<>();
  private final List<Object> unread = new ArrayList<>();
  private final List<Object> errors = new ArrayList<>();

  JsonFindings(Output out) {
    this.out = out;
  }

  @Override
  public void file(Examined one) {
    tally.add(one);
    one.report().findings().forEach(f -> findings.add(finding(f, one.source())));
    one.report().checked().forEach(c -> checked.add(checked(c, one.source())));
    one.report().unread().forEach(p -> unread.add(problem(p, one.source())));
  }

  @Override
  public void failed(String file, WrongUse why) {
    tally.unread++;
    errors.add(Json.error(why, file));
  }

  @Override
  public void failed(String file, Bug bug) {
    tally.unread++;
    errors.add(Json.error(bug, file));
  }

  @Override
  public void end(double seconds) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("schema", SCHEMA);
    object.put("leibniz", Version.text());
    object.put("columnUnit", "utf16");
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("files", tally.files + tally.unread);
    summary.put("errors", tally.errors);
    summary.put("warnings", tally.warnings);
    summary.put("remarks", tally.remarks);
    summary.put("shapesChecked", tally.shapes);
    summary.put("gradientsChecked", tally.verified + tally.refuted + tally.open);
    summary.put("gradientsVerified", tally.verified);
    summary.put("gradientsRefuted", tally.refuted);
    summary.put("gradientsUnverified", tally.open);
    object.put("summary", summary);
    object.put("findings", findings);
    object.put("checked", checked);
    object.put("unread", unread);
    object.put("errors", errors);
    Json.print(object, out);
  }

  private Map<String, @Nullable Object> finding(Finding finding, Source source) {
    Map<String, @Nullable Object> object = problem(finding.problem(), source);
    object.put("kind", word(finding.kind()));
    List<Object> notes = new ArrayList<>();
    for (Problem.Note note : finding.problem().notes()) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("kind", word(note.kind()));
      said.put("text", note.text());
      notes.add(said);
    }
    object.put("notes", notes);
    object.put("fix", finding.fix() == null ? null : fix(finding.fix(), source));
    object.put("fingerprint", fingerprint.of(finding.problem(), source));
    return object;
  }

  private static Map<String, @Nullable Object> problem(Problem problem, Source source) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("code", problem.code().name());
    object.put("level", word(problem.level()));
    object.put("message", problem.headline());
    object.put("file", source.name());
    Span span = problem.marks().isEmpty() ? null : problem.marks().getFirst().span();
    place(object, span, source);
    return object;
  }

  /// Cell, line and column; in a notebook those of the cell.
  private static void place(
      Map<String, @Nullable Object> object, @Nullable Span span, Source source) {
    if (span != null && source.place(span.line()).cell() > 0) {
      object.put("cell", source.place(span.line()).cell());
    }
    Span shown = span == null ? null : source.shown(span);
    object.put("line", shown == null ? null : shown.line());
    object.put("column", shown == null ? null : shown.column());
    object.put("endLine", shown == null ? null : shown.endLine());
    object.put("endColumn", shown == null ? null : shown.endColumn());
  }

  private static Object fix(Fix fix, Source source) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("safe", fix.safe());
    List<Object> edits = new ArrayList<>();
    for (Fix.Edit edit : fix.edits()) {
      Map<String, @Nullable Object> change = new LinkedHashMap<>();
      place(change, edit.span(), source);
      change.put("text", edit.text());
      edits.add(change);
    }
    object.put("edits", edits);
    return object;
  }

  private static Object checked(Checked checked, Source source) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("kind", word(checked.kind()));
    object.put("name", checked.name());
    object.put("of", checked.of().isEmpty() ? null : checked.of());
    object.put("wrt", checked.wrt().isEmpty() ? null : checked.wrt());
    object.put("file", source.name());
    place(object, checked.span(), source);
    object.put("layout", checked.layout().isEmpty() ? null : checked.layout());
    object.put("status", word(checked.status()));
    object.put("method", checked.method() == Checked.Method.NONE ? null : word(checked.method()));
    object.put("rho", Double.isFinite(checked.rho()) ? checked.rho() : null);
    object.put("reason", checked.reason().isEmpty() ? null : checked.reason());
    return object;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
