package leibniz.code;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Dim;

/// Loops, one inside the other, and what stands in the innermost. A nest that stands inside another
/// knows its variables.
final class Nest {
  private static final String LETTERS = "ijklmnopqrstuvwxyz";

  private final Identifiers names;
  private final List<String> variables;
  private final List<String> outer;
  private final List<String> mine = new ArrayList<>();
  private final List<Dim> sizes = new ArrayList<>();
  private final List<String> body = new ArrayList<>();

  /// @param variables those that any nest of the text has, the outermost first
  /// @param outer those of the nest it stands in
  Nest(Identifiers names, List<String> variables, List<String> outer) {
    this.names = names;
    this.variables = variables;
    this.outer = outer;
  }

  /// One more loop inside the others; answers its variable.
  String loop(Dim size) {
    int depth = outer.size() + mine.size();
    while (variables.size() <= depth) {
      int next = variables.size();
      variables.add(names.fresh(next < LETTERS.length() ? LETTERS.substring(next, next + 1) : "i"));
    }
    mine.add(variables.get(depth));
    sizes.add(size);
    return variables.get(depth);
  }

  /// The variables of all loops around the body.
  List<String> live() {
    List<String> all = new ArrayList<>(outer);
    all.addAll(mine);
    return all;
  }

  /// The statements in the innermost loop, to be added to.
  List<String> body() {
    return body;
  }

  List<String> lines() {
    return nested(0);
  }

  private List<String> nested(int from) {
    if (from == mine.size()) {
      return body;
    }
    String i = mine.get(from);
    String size = spaced(names.here(sizes.get(from)));
    List<String> all = new ArrayList<>();
    all.add("for (int " + i + " = 0; " + i + " < " + size + "; " + i + "++) {");
    nested(from + 1).forEach(line -> all.add("  " + line));
    all.add("}");
    return all;
  }

  /// A size as Java writes it.
  static String spaced(Dim dim) {
    return dim.toString().replace("*", " * ");
  }
}
