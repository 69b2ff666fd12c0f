package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// What the text of a function states in one line of all layers: `Wl -- weights of shape (dims[l],
/// dims[l - 1])`, where the function makes `W1`, `W2`, and so on.
final class LayerShapes {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*(?:[-*•]\\s*)?(?<name>[A-Za-z_]+)(?<layer>[a-z])\\s*(?::|--|-|–|—)\\s[^()]*"
              + "(?<shape>\\((?<axes>[^()]*)\\))[\\s.,;]*$");
  private static final Pattern AXIS =
      Pattern.compile(
          "(?:(?<list>\\w+)\\[(?<layer>[a-z])(?<more>[+-]\\d)?\\]|(?<number>\\d{1,9}))");

  private final Run run;
  private final SizeNames numbers;
  private final List<Finding> findings;
  private final List<Checked> checked;

  private LayerShapes(Run run, List<Finding> findings, List<Checked> checked) {
    this.run = run;
    this.numbers = SizeNames.of(run, _ -> null);
    this.findings = findings;
    this.checked = checked;
  }

  static void of(Run run, List<Finding> findings, List<Checked> checked) {
    LayerShapes all = new LayerShapes(run, findings, checked);
    for (Statement s : new Statements(run.program()).all()) {
      if (s instanceof Statement.Function f
          && f.span().file().equals(run.program().source().name())) {
        run.following().frames().stream()
            .filter(c -> c.id() != 0 && c.definition().equals(f.span()) && !run.isOurs(c))
            .findFirst()
            .ifPresent(call -> all.function(f, call));
      }
    }
  }

  private void function(Statement.Function f, Frame call) {
    List<Event> own = run.events().stream().filter(e -> e.frame() == call.id()).toList();
    List<String> source = run.program().source().lines();
    int end = f.body().isEmpty() ? f.span().line() : f.body().getFirst().span().endLine();
    for (int n = f.header().endLine() + 1; n <= end; n++) {
      Matcher m = LINE.matcher(source.get(n - 1));
      if (m.matches()) {
        Span place = new Span(f.span().file(), n, m.start("shape") + 1, n, m.end("shape") + 1);
        line(m, place, own);
      }
    }
  }

  private void line(Matcher said, Span place, List<Event> own) {
    List<Axis> axes = axes(said.group("axes"), said.group("layer"));
    Map<Integer, Event> layers = layers(said.group("name"), own);
    Map<String, Integer> sizes = sizes(own);
    if (axes.isEmpty() || layers.isEmpty()) {
      return;
    }
    List<Event> wrong = new ArrayList<>();
    for (Map.Entry<Integer, Event> layer : layers.entrySet()) {
      Shape stated = shape(axes, layer.getKey(), sizes);
      Shape actual = layer.getValue().value().shape();
      if (stated == null || actual.dims().stream().anyMatch(d -> numbers.number(d).isEmpty())) {
        return;
      }
      if (!isSame(stated, actual)) {
        wrong.add(layer.getValue());
      }
    }
    String name = said.group("name") + said.group("layer");
    if (wrong.isEmpty()) {
      checked.add(Checked.shape(name, place, Checked.Status.VERIFIED));
    } else if (!isCountedOtherwise(axes, layers, sizes)) {
      findings.add(wrong(said.group("shape"), wrong.getFirst(), place));
      checked.add(Checked.shape(name, place, Checked.Status.REFUTED));
    }
  }

  /// A size as a number, or that of a layer: `dims[l - 1]`.
  ///
  /// @param list the name of the sizes; empty for a number
  /// @param number the number, or what is added to that of the layer
  private record Axis(String list, int number) {}

  /// The axes that are stated; none if one is not read, or if none is of a layer.
  private static List<Axis> axes(String text, String layer) {
    List<Axis> axes = new ArrayList<>();
    for (String part : text.replaceAll("\\s", "").split(",")) {
      Matcher m = AXIS.matcher(part);
      if (!m.matches() || m.group("list") != null && !m.group("layer").equals(layer)) {
        return List.of();
      }
      boolean number = m.group("list") == null;
      String digits = number ? m.group("number") : m.group("more");
      axes.add(
          new Axis(number ? "" : m.group("list"), digits == null ? 0 : Integer.parseInt(digits)));
    }
    return axes.stream().allMatch(a -> a.list.isEmpty()) ? List.of() : axes;
  }

  /// What the function makes for each layer, by its number.
  private static Map<Integer, Event> layers(String name, List<Event> own) {
    Pattern numbered = Pattern.compile(Pattern.quote(name) + "(\\d{1,3})");
    Map<Integer, Event> layers = new HashMap<>();
    for (Event event : own) {
      Matcher m = numbered.matcher(GradientName.Key.of(event.target()).last());
      boolean made = event.kind() == Event.Kind.ASSIGN || event.kind() == Event.Kind.INPUT;
      if (made && m.matches()) {
        layers.put(Integer.valueOf(m.group(1)), event);
      }
    }
    return layers;
  }

  /// The whole numbers of lists that the function is handed or binds: `dims[0]`.
  private static Map<String, Integer> sizes(List<Event> own) {
    Map<String, Integer> sizes = new HashMap<>();
    for (Event event : own) {
      Rational number = event.value().rank() == 0 ? event.value().constant() : null;
      if (number != null && number.isInt()) {
        sizes.put(event.target(), number.intValue());
      }
    }
    return sizes;
  }

  /// The stated shape of a layer; null if a size is not known.
  private static @Nullable Shape shape(List<Axis> axes, int layer, Map<String, Integer> sizes) {
    List<Dim> dims = new ArrayList<>();
    for (Axis axis : axes) {
      Integer size =
          axis.list.isEmpty()
              ? Integer.valueOf(axis.number)
              : sizes.get(axis.list + "[" + (layer + axis.number) + "]");
      if (size == null) {
        return null;
      }
      dims.add(Dim.of(size));
    }
    return Shape.of(dims.toArray(Dim[]::new));
  }

  /// Whether it is right where layers are counted from another number on.
  private boolean isCountedOtherwise(
      List<Axis> axes, Map<Integer, Event> layers, Map<String, Integer> sizes) {
    for (int more : new int[] {-1, 1}) {
      boolean fits =
          layers.entrySet().stream()
              .allMatch(layer -> {
                Shape stated = shape(axes, layer.getKey() + more, sizes);
                return stated == null || isSame(stated, layer.getValue().value().shape());
              });
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(Shape stated, Shape actual) {
    return stated.rank() == actual.rank()
        && IntStream.range(0, stated.rank())
            .allMatch(k -> numbers.same(stated.get(k), actual.get(k)));
  }

  private static Finding wrong(String said, Event event, Span place) {
    String name = GradientName.Key.of(event.target()).last();
    Shape actual = event.value().shape();
    Problem problem =
        new Problem(
                Code.LBZ101,
                Problem.Level.ERROR,
                "the text says " + said + " of " + name + ", which has shape " + actual,
                List.of(new Problem.Mark(place, name + " is " + actual)),
                List.of())
            .with(Kind.MORE, "leibniz explain LBZ101");
    return new Finding(problem, Finding.Kind.SHAPE, null);
  }
}
