package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Module;
import leibniz.trace.Definition;
import leibniz.trace.Script;

/// The stated shapes of a program, compared with the actual ones.
final class ShapeClaims {
  private final Script script;
  private final SizeNames names;
  private final List<Finding> findings;
  private final List<Checked> checked;

  private ShapeClaims(Script script, List<Finding> findings, List<Checked> checked) {
    this.script = script;
    this.findings = findings;
    this.checked = checked;
    Set<String> symbols = new HashSet<>(script.sizes().keySet());
    script.definitions().forEach(d -> symbols.addAll(d.value().shape().symbols()));
    Map<String, Dim> known = new HashMap<>();
    symbols.forEach(s -> known.put(s, Dim.symbol(s)));
    this.names = new SizeNames(known::get, script.sizes());
  }

  /// Looks at every comment.
  static void of(Module program, Script script, List<Finding> findings, List<Checked> checked) {
    ShapeClaims claims = new ShapeClaims(script, findings, checked);
    for (Comment comment : program.comments()) {
      Stated stated = ShapeText.read(comment.text());
      if (stated != null) {
        claims.claim(stated, comment);
      }
    }
  }

  private void claim(Stated stated, Comment comment) {
    for (Definition d : script.definitions()) {
      if (d.kind() == Definition.Kind.VALUE && d.span().endLine() == comment.span().line()) {
        compare(stated, d.name().toString(), d.value().shape(), comment);
      }
    }
  }

  private void compare(Stated stated, String name, Shape actual, Comment comment) {
    List<Stated> all = new ArrayList<>(List.of(stated));
    all.addAll(stated.others());
    SizeNames.Fit best = SizeNames.Fit.DIFFERENT;
    for (Stated one : all) {
      SizeNames.Fit fit = fit(one, actual);
      best = fit == SizeNames.Fit.EQUAL || best == SizeNames.Fit.DIFFERENT ? fit : best;
    }
    switch (best) {
      case EQUAL -> {
        learn(stated, actual);
        checked.add(Checked.shape(name, comment.span(), Checked.Status.VERIFIED));
      }
      case DIFFERENT -> {
        checked.add(Checked.shape(name, comment.span(), Checked.Status.REFUTED));
        findings.add(wrong(stated, actual, comment));
      }
      case OPEN, DISAGREES -> learn(stated, actual);
    }
  }

  private SizeNames.Fit fit(Stated stated, Shape actual) {
    int n = stated.axes().size();
    if (n > actual.rank() || n < actual.rank() && !stated.ellipsis()) {
      return stated.form() == Stated.Form.LOOSE ? SizeNames.Fit.OPEN : SizeNames.Fit.DIFFERENT;
    }
    SizeNames.Fit worst = SizeNames.Fit.EQUAL;
    for (int k = 0; k < n; k++) {
      SizeNames.Fit fit = names.fit(stated.axes().get(k), actual.get(actual.rank() - n + k));
      if (fit == SizeNames.Fit.DIFFERENT) {
        return fit;
      }
      worst = fit == SizeNames.Fit.EQUAL ? worst : fit;
    }
    return worst;
  }

  private void learn(Stated stated, Shape actual) {
    int n = stated.axes().size();
    if (n <= actual.rank()) {
      for (int k = 0; k < n; k++) {
        names.learn(stated.axes().get(k), actual.get(actual.rank() - n + k));
      }
    }
  }

  private static Finding wrong(Stated stated, Shape actual, Comment comment) {
    Span c = comment.span();
    Span place =
        new Span(
            c.file(), c.line(), c.column() + stated.from(), c.line(), c.column() + stated.to());
    String said = comment.text().substring(stated.from(), stated.to());
    Problem problem =
        Problem.error(
                Code.LBZ101,
                "the comment says " + said + ", the value has shape " + actual,
                place,
                "the value is " + actual)
            .help("correct the comment:  " + actual);
    return new Finding(problem, Finding.Kind.SHAPE, Fix.safe(place, actual.toString()));
  }
}
