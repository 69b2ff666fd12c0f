package leibniz.code;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Name;
import leibniz.ir.Shape;
import leibniz.program.Program;

/// What each size, input and step of one program is called in a text. Sizes come first, because
/// shapes in comments name them too; then inputs, for they are what a caller sees; then steps. A
/// name that is taken, a keyword or something the text itself uses gets a number or an underscore
/// behind it.
final class Identifiers {
  private static final Set<String> PYTHON =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield",
          "float",
          "range",
          "len",
          "tuple");

  private final Set<String> reserved;
  private final Map<Name, String> values = new HashMap<>();
  private final Map<String, String> lists = new HashMap<>();
  private final Map<String, String> sizes = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /// @param reserved what is no name here
  Identifiers(Program program, Set<String> reserved) {
    this(program, reserved, Map.of());
  }

  /// @param known what some sizes are called already
  Identifiers(Program program, Set<String> reserved, Map<String, String> known) {
    this.reserved = reserved;
    taken.addAll(reserved);
    taken.addAll(known.values());
    sizes.putAll(known);
    for (String symbol : program.symbols()) {
      sizes.computeIfAbsent(symbol, this::fresh);
    }
    for (Program.Input input : program.inputs()) {
      Name name = input.name();
      if (name.index().isEmpty()) {
        // several expressions may be known to be one value: a line and what it computes
        values.computeIfAbsent(name, n -> fresh(n.identifier()));
      } else {
        values.put(name, element(name));
      }
    }
    for (Program.Step step : program.steps()) {
      values.computeIfAbsent(step.target(), this::target);
    }
    for (Program.Root root : program.results()) {
      values.computeIfAbsent(root.name(), this::target);
    }
  }

  /// What is computed for a layer of a loop is stored in a list; all else has a name of its own.
  private String target(Name name) {
    return name.index().stream().allMatch(i -> i.symbols().isEmpty())
        ? fresh(name.identifier())
        : element(name);
  }

  private String element(Name name) {
    StringBuilder element = new StringBuilder(lists.computeIfAbsent(list(name), this::fresh));
    name.index().forEach(i -> element.append('[').append(i).append(']'));
    return element.toString();
  }

  /// The keywords of Python, what the text uses, and more names.
  static Set<String> python(Set<String> more) {
    Set<String> all = new HashSet<>(PYTHON);
    all.addAll(more);
    return all;
  }

  private static String list(Name name) {
    return name.unindexed().identifier();
  }

  String of(Name name) {
    return values.getOrDefault(name, name.identifier());
  }

  /// The list that an input with an index stands in, or the input itself.
  String argument(Name name) {
    return name.index().isEmpty() ? of(name) : lists.getOrDefault(list(name), name.base());
  }

  String ofSize(String symbol) {
    return sizes.getOrDefault(symbol, symbol);
  }

  /// A name for something that belongs to the text alone.
  String fresh(String wanted) {
    String base = valid(wanted);
    if (reserved.contains(base)) {
      base += "_";
    }
    String name = base;
    for (int k = 1; !taken.add(folded(name)); k++) {
      name = base + "_" + k;
    }
    return name;
  }

  Dim here(Dim dim) {
    return Dims.renamed(dim, this::ofSize);
  }

  Shape here(Shape shape) {
    return new Shape(shape.dims().stream().map(this::here).toList());
  }

  /// A shape as an argument: `n`, or a tuple.
  String shape(Shape shape) {
    return shape.rank() == 1 ? here(shape.get(0)).toString() : here(shape).toString();
  }

  /// Python takes two identifiers for one if they are the same in this form.
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC);
  }

  private static String valid(String wanted) {
    StringBuilder out = new StringBuilder();
    wanted
        .codePoints()
        .forEach(c -> {
          boolean fits =
              Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
          out.appendCodePoint(fits ? c : '_');
        });
    boolean starts =
        !out.isEmpty()
            && (out.charAt(0) == '_' || Character.isUnicodeIdentifierStart(out.codePointAt(0)));
    return starts ? out.toString() : "_" + out;
  }
}
