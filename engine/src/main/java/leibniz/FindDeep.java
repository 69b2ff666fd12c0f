package leibniz;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.python.Module;
import leibniz.steps.FindLayers;
import leibniz.steps.Layers;
import leibniz.steps.Layers.Family;
import leibniz.steps.Recurrence;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;
import org.jspecify.annotations.Nullable;

/// Finds equal layers in the program of a question, and how many there are.
final class FindDeep {
  private static final Pattern LOOP = Pattern.compile("\\bfor ([a-zA-Z]) in ");
  private static final Set<String> INDICES = Set.of("b", "c", "i", "j", "k");

  private FindDeep() {}

  /// The derivatives by what was asked for through equal layers; null if there are none, or if
  /// something is asked that is not so.
  static @Nullable Deep of(Module program, Request request, Question question, int fewest) {
    boolean first = question.wrt().stream().allMatch(block -> block.size() == 1);
    boolean plain = request.layout() == Layout.GENERAL || question.of().value().rank() == 0;
    if (!first || !plain || !request.direction().equals(Direction.NONE)) {
      return null;
    }
    Script local = question.local().get();
    Definition of = local.find(question.of().name().toString()).stream().findFirst().orElse(null);
    Layers layers = of == null ? null : FindLayers.of(local, of);
    if (of == null || layers == null || layers.count() < fewest) {
      return null;
    }
    List<Expr> wrt = variables(layers, question);
    if (wrt == null) {
      return null;
    }
    Recurrence recurrence = Recurrence.of(layers, of.value(), wrt, request.batch());
    Dim count = count(program, request, layers, question);
    if (count == null) {
      return null;
    }
    String letter = letter(question.script(), layers);
    return new Deep(recurrence, question.script(), local, question.of(), letter, count, request);
  }

  /// The sizes without a value that the shapes of inputs name: a loop may run so often.
  static List<String> sizes(Module program, Request request) {
    Script script = Trace.reading(program, new Options(request.sizes(), Set.of()));
    Set<String> sizes = new LinkedHashSet<>();
    script.inputs().forEach(input -> sizes.addAll(input.value().shape().symbols()));
    sizes.removeAll(script.sizes().keySet());
    return List.copyOf(sizes);
  }

  /// What the derivatives are taken by, a tensor of layers by its rows; null if only some of a
  /// family are asked for.
  private static @Nullable List<Expr> variables(Layers layers, Question question) {
    Set<Expr> asked = new LinkedHashSet<>();
    for (Definition definition : question.variables()) {
      boolean rows = false;
      for (Family family : layers.families()) {
        if (definition.value() == family.tensor()) {
          asked.addAll(family.members());
          asked.addAll(family.others().values());
          rows = true;
        }
      }
      if (!rows) {
        asked.add(definition.value());
      }
      if (definition.kind() != Definition.Kind.INPUT || definition.was() != null) {
        return null;
      }
    }
    for (Family family : layers.families()) {
      long some = family.members().stream().filter(asked::contains).count();
      if (some > 0 && some < family.members().size()) {
        return null;
      }
    }
    return List.copyOf(asked);
  }

  /// How many layers there are: as many as a tensor has rows, if that is so at one more too.
  private static @Nullable Dim count(
      Module program, Request request, Layers layers, Question question) {
    for (Family family : layers.families()) {
      Expr tensor = family.tensor();
      if (tensor == null) {
        continue;
      }
      Dim size = tensor.shape().get(family.axis());
      Long value = question.script().sizes().get(size.toString());
      if (value == null || !size.symbols().contains(size.toString())) {
        boolean all = Dim.of(layers.count() + family.others().size()).equals(size);
        return all ? Dim.of(layers.count()) : null;
      }
      if (layers.count() + family.others().size() != value) {
        return null; // some rows are used by none
      }
      Layers more = layers(program, request, question, Map.of(size.toString(), value + 1));
      boolean grows =
          more != null
              && more.count() == layers.count() + 1
              && more.states().size() == layers.states().size();
      return grows ? size.plus(Dim.of(layers.count() - value)) : Dim.of(layers.count());
    }
    return Dim.of(layers.count());
  }

  private static @Nullable Layers layers(
      Module program, Request request, Question question, Map<String, Long> other) {
    Map<String, Long> sizes = new HashMap<>(request.sizes());
    sizes.putAll(other);
    try {
      Script local = Trace.of(program, new Options(sizes, Set.of(Options.EVERYTHING)));
      List<Definition> of = local.find(question.of().name().base());
      return of.size() == 1 ? FindLayers.of(local, of.getFirst()) : null;
    } catch (LeibnizException e) {
      return null; // the program fits the one number only
    }
  }

  /// The variable of the program's own loop, unless indices are called so.
  private static String letter(Script script, Layers layers) {
    int line = layers.layer().getFirst().definition().span().line();
    for (Script.Line statement : script.lines()) {
      Matcher loop = LOOP.matcher(statement.text());
      int end = statement.span().line() + (int) statement.text().lines().count();
      if (statement.span().line() <= line && line < end && loop.find()) {
        boolean widths = !layers.widths().isEmpty();
        return INDICES.contains(loop.group(1)) || widths ? "l" : loop.group(1);
      }
    }
    return "l";
  }
}
