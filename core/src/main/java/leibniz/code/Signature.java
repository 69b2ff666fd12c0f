package leibniz.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.program.Program;

/// The head of a function: its arguments, the sizes read from their shapes, and an assertion for
/// every size that two axes must agree on.
final class Signature {
  private final Program program;
  private final Identifiers names;
  private final Library library;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();

  Signature(Program program, Identifiers names, Library library) {
    this.library = library;
    this.program = program;
    this.names = names;
  }

  List<String> lines(String function) {
    Set<String> keywords = unsolvable();
    keywords.stream().map(names::ofSize).forEach(known::add);
    Set<String> arguments = arguments();
    if (!keywords.isEmpty()) {
      arguments.add("*");
      keywords.forEach(k -> {
        Long value = program.fixed().get(k); // the only one that it may have
        arguments.add(names.ofSize(k) + (value == null ? "" : "=" + value));
      });
    }
    List<Program.Input> left = new ArrayList<>();
    for (Program.Input input : program.inputs()) {
      if (!unpacked(input)) {
        left.add(input);
      }
    }
    solve(left);
    left.forEach(this::check);
    program.fixed().forEach(this::fixed);
    List<String> all = new ArrayList<>(List.of(def(function, arguments)));
    lines.forEach(l -> all.add("    " + l));
    return all;
  }

  /// What the function takes: inputs, and lists of inputs.
  Set<String> arguments() {
    Set<String> arguments = new LinkedHashSet<>();
    program.inputs().forEach(i -> arguments.add(names.argument(i.name())));
    return arguments;
  }

  /// The sizes that the function is told by keyword: what each is called, and its symbol.
  Map<String, String> keywords() {
    Map<String, String> keywords = new LinkedHashMap<>();
    unsolvable().forEach(symbol -> keywords.put(names.ofSize(symbol), symbol));
    return keywords;
  }

  private String def(String function, Set<String> arguments) {
    String start = "def " + function + "(";
    StringBuilder text = new StringBuilder(start);
    int column = start.length();
    boolean first = true;
    for (String argument : arguments) {
      if (!first && column + argument.length() + 4 > 79) {
        text.append(",\n").append(" ".repeat(start.length()));
        column = start.length();
      } else if (!first) {
        text.append(", ");
        column += 2;
      }
      text.append(argument);
      column += argument.length();
      first = false;
    }
    return text.append("):").toString();
  }

  /// `B, D = x.shape`, where that says all there is to say.
  private boolean unpacked(Program.Input input) {
    Shape shape = names.here(input.shape());
    Set<String> symbols = new LinkedHashSet<>();
    for (Dim dim : shape.dims()) {
      boolean bare = dim.symbols().contains(dim.toString());
      if (!bare || known.contains(dim.toString()) || !symbols.add(dim.toString())) {
        return false;
      }
    }
    if (symbols.isEmpty()) {
      return false;
    }
    known.addAll(symbols);
    String target = String.join(", ", symbols);
    lines.add(
        (symbols.size() == 1 ? "(" + target + ",)" : target) + " = " + text(input) + ".shape");
    return true;
  }

  private String text(Program.Input input) {
    return names.of(input.name());
  }

  /// Sizes that one axis determines: it is a number times the symbol, plus sizes that are known.
  private void solve(List<Program.Input> inputs) {
    boolean found = true;
    while (found) {
      found = false;
      for (Program.Input input : inputs) {
        Shape shape = names.here(input.shape());
        for (int axis = 0; axis < shape.rank(); axis++) {
          String symbol = unknown(shape.get(axis), known);
          if (symbol != null) {
            lines.add(
                symbol
                    + " = "
                    + solved(shape.get(axis), symbol, text(input) + ".shape[" + axis + "]"));
            known.add(symbol);
            found = true;
          }
        }
      }
    }
  }

  /// The symbol the size determines when the others are known, or null.
  private static @org.jspecify.annotations.Nullable String unknown(Dim dim, Set<String> known) {
    String found = null;
    for (Dims.Term term : Dims.terms(dim)) {
      for (String symbol : term.symbols()) {
        if (!known.contains(symbol)) {
          if (found != null) {
            return null;
          }
          found = symbol;
        }
      }
    }
    return found;
  }

  private static String solved(Dim dim, String symbol, String value) {
    Dim factor = Dim.of(0);
    Dim rest = Dim.of(0);
    for (Dims.Term term : Dims.terms(dim)) {
      Dim product = Dim.of(term.number());
      for (String s : term.symbols()) {
        product = s.equals(symbol) ? product : product.times(Dim.symbol(s));
      }
      if (term.symbols().contains(symbol)) {
        factor = factor.plus(product);
      } else {
        rest = rest.plus(product);
      }
    }
    Piece less = Dims.piece(rest);
    boolean zero = rest.equals(Dim.of(0));
    boolean minus = less.level() == Piece.Level.ATOM && less.text().startsWith("-");
    Dim added = Dim.of(0).minus(rest);
    boolean positive = !added.toString().startsWith("-");
    String difference =
        zero
            ? value
            : positive
                ? value + " + " + Dims.piece(added).at(Piece.Level.PRODUCT)
                : value + " - " + less.at(minus ? Piece.Level.ATOM : Piece.Level.PRODUCT);
    return factor.isOne()
        ? difference
        : (zero ? difference : "(" + difference + ")")
            + " // "
            + Dims.piece(factor).at(Piece.Level.POWER);
  }

  private void check(Program.Input input) {
    Shape shape = names.here(input.shape());
    String value = text(input);
    if (shape.rank() == 0) {
      lines.add(
          "assert "
              + library.shape(value)
              + " == (), f\""
              + value
              + " has shape {"
              + library.shape(value)
              + "}, not ()\"");
      return;
    }
    boolean numbers = shape.symbols().isEmpty();
    String told = shape + (numbers ? "" : " = {" + shape + "}");
    String assertion = "assert " + value + ".shape == " + shape + ", ";
    String message = "f\"" + value + " has shape {" + value + ".shape}, not " + told + "\"";
    if (4 + assertion.length() + message.length() <= 100) {
      lines.add(assertion + message);
    } else {
      lines.add(assertion.stripTrailing() + " (");
      lines.add("    " + message + ")");
    }
  }

  /// A size that must be what it was when the program was read.
  private void fixed(String symbol, long value) {
    String size = names.ofSize(symbol);
    if (known.contains(size)) {
      lines.add(
          "assert %s == %d, f\"%s is {%s}, not %d\"".formatted(size, value, size, size, value));
    }
  }

  /// The sizes that no input determines.
  private Set<String> unsolvable() {
    Set<String> solved = new TreeSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Program.Input input : program.inputs()) {
        for (Dim dim : input.shape().dims()) {
          String symbol = unknown(dim, solved);
          more |= symbol != null && solved.add(symbol);
        }
      }
    }
    Set<String> left = new TreeSet<>(program.symbols());
    left.removeAll(solved);
    return left;
  }
}
