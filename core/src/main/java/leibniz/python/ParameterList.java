package leibniz.python;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression.Parameter;
import leibniz.python.Expression.ParameterKind;
import leibniz.python.Expression.Parameters;
import org.jspecify.annotations.Nullable;

/// The parameters of a function or a lambda, for one reading.
final class ParameterList {
  private final Cursor c;
  private final Grammar grammar;
  private final List<Parameter> list = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private ParameterKind kind = ParameterKind.PLAIN;

  /// Whether a name has to follow, after a bare star.
  private boolean bare;

  private boolean slash;
  private boolean defaults;

  ParameterList(Cursor cursor, Grammar grammar) {
    c = cursor;
    this.grammar = grammar;
  }

  /// Reads up to the closing symbol, which stays.
  Parameters read(String closer, boolean annotated) {
    while (!c.at(closer)) {
      int start = c.start();
      if (c.at("/")) {
        slash();
      } else if (c.accept("**")) {
        list.add(parameter(ParameterKind.DOUBLE_STAR, annotated, start));
        c.accept(",");
        if (!c.at(closer)) {
          throw c.unexpected("`" + closer + "`", "nothing follows the `**` parameter");
        }
        break;
      } else if (c.at("*")) {
        star(annotated, start);
      } else {
        list.add(parameter(kind, annotated, start));
        bare = false;
      }
      if (!c.accept(",")) {
        break;
      }
    }
    if (bare) {
      throw c.unexpected("a parameter", "a bare `*` has one after it");
    }
    return new Parameters(List.copyOf(list));
  }

  private void slash() {
    if (list.isEmpty() || slash || kind != ParameterKind.PLAIN) {
      throw c.fail("`/` stands once, after the first parameters and before `*`");
    }
    c.next();
    slash = true;
    list.replaceAll(p ->
        new Parameter(p.name(), ParameterKind.POSITIONAL, p.annotation(), p.value(), p.span()));
  }

  private void star(boolean annotated, int start) {
    if (kind == ParameterKind.KEYWORD) {
      throw c.fail("a second `*` among the parameters");
    }
    c.next();
    kind = ParameterKind.KEYWORD;
    bare = c.at(",");
    if (!bare) {
      list.add(parameter(ParameterKind.STAR, annotated, start));
    }
  }

  private Parameter parameter(ParameterKind kind, boolean annotated, int start) {
    if (c.at("(")) {
      throw Hints.python2("a parameter that unpacks a tuple", "unpack it in the body", c.here())
          .raise();
    }
    Span here = c.here();
    String name = c.name("the name of a parameter");
    if (!names.add(name)) {
      throw Cursor.fail("two parameters are named " + Hints.quote(name), here);
    }
    boolean star = kind == ParameterKind.STAR || kind == ParameterKind.DOUBLE_STAR;
    Expression annotation = annotated && c.accept(":") ? annotation(star) : null;
    Expression value = !star && c.accept("=") ? grammar.single() : null;
    if (kind == ParameterKind.PLAIN && value == null && defaults) {
      throw Cursor.fail(
          "parameter " + Hints.quote(name) + " has no default, but one before it has", here);
    }
    defaults |= value != null;
    return new Parameter(name, kind, annotation, value, c.since(start));
  }

  private @Nullable Expression annotation(boolean star) {
    return star && c.at("*") ? grammar.starred() : grammar.single();
  }
}
