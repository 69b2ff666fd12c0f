package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.math.Formula.Letter;
import leibniz.math.Formula.Role;
import org.jspecify.annotations.Nullable;

/// Turns expressions into equations in index notation.
///
/// Letters go by role: batch axes are b, c, …; the axes of the output i, j, …; those of the input
/// follow, and what is summed follows these. An axis of size 1 has no letter; but when an output
/// has only such axes, i stays free for them, so that the input of a loss (B, 1) is j as it is for
/// any other output.
public final class Typeset {
  private Typeset() {}

  /// `∂of/∂wrt = value`, where the axes of the value are `axes`; by several variables, a derivative
  /// of that order.
  public static Equation derivative(Name of, Axes axes, List<Name> wrt, Expr value, Names names) {
    return derivative(of, axes, wrt, value, Symbols.of(names));
  }

  /// The same with more symbols than names: with those of other derivatives it is the chain rule.
  public static Equation derivative(
      Name of, Axes axes, List<Name> wrt, Expr value, Symbols symbols) {
    if (!axes.shape().equals(value.shape())) {
      throw new IllegalArgumentException(axes + " are not the axes of " + value.shape());
    }
    Head head = head(axes, symbols.batch(), Scope.sizes(value));
    Formula left = Partials.of(new Symbol.Derivative(of, axes, wrt), head.letters());
    return equation(left, value, head, new Known(symbols), false);
  }

  /// `name = value`, where the axes of the value are `axes`: a cotangent or a tangent.
  public static Equation named(Name name, Axes axes, Expr value, Symbols symbols) {
    Head head = head(axes, symbols.batch(), Scope.sizes(value));
    return equation(named(name, head), value, head, new Known(symbols), true);
  }

  /// The letter of each axis; empty for those of size 1.
  public static List<String> letters(Axes axes) {
    List<String> texts = new ArrayList<>();
    head(axes, Set.of(), Set.of()).letters.forEach(l -> texts.add(l == null ? "" : l.text()));
    return texts;
  }

  /// `name = value`, where the value is written out although it may have that name.
  public static Equation definition(Name name, Expr value, Names names) {
    return definition(name, value, Symbols.of(names));
  }

  /// The same with more symbols than names.
  public static Equation definition(Name name, Expr value, Symbols symbols) {
    Head head = head(value, symbols.batch(), Scope.sizes(value));
    return equation(named(name, head), value, head, new Known(symbols), true);
  }

  // --- letters
  // ------------------------------------------------------------------------------------

  /// The free indices with their letters, null for those of size 1.
  private record Head(List<Index> indices, List<@Nullable Letter> letters, Scope scope) {}

  private static Head head(Axes axes, Set<Dim> batch, Set<String> taken) {
    List<Index> indices = new ArrayList<>();
    List<@Nullable Letter> letters = new ArrayList<>();
    int ordinary = 0;
    int labels = 0;
    boolean silentOutput = false;
    for (Axes.Axis axis : axes.axes()) {
      Index index = Index.of(indices.size(), axis.size());
      indices.add(index);
      boolean label = axis.role() == Axes.Role.BATCH;
      silentOutput |= index.isSilent() && axis.role() == Axes.Role.OUTPUT;
      ordinary += axis.role() == Axes.Role.INPUT && ordinary == 0 && silentOutput ? 1 : 0;
      ordinary = free(ordinary, taken);
      String text = label ? Scope.batch(labels) : Scope.ordinary(ordinary);
      letters.add(index.isSilent() ? null : new Letter(text, role(axis.role()), axis.size()));
      labels += label && !index.isSilent() ? 1 : 0;
      ordinary += label || index.isSilent() ? 0 : 1;
    }
    return new Head(indices, letters, scope(indices, letters, batch, ordinary, taken));
  }

  /// The place in the alphabet of the next letter that is no size.
  private static int free(int from, Set<String> taken) {
    int place = from;
    while (taken.contains(Scope.ordinary(place))) {
      place++;
    }
    return place;
  }

  private static Role role(Axes.Role role) {
    return switch (role) {
      case BATCH -> Role.BATCH;
      case OUTPUT -> Role.OUTPUT;
      case INPUT -> Role.INPUT;
    };
  }

  /// A value by itself: leading batch axes are labels, the rest output. Summed letters begin at k,
  /// where they do in the derivatives that stand beside it.
  private static Head head(Expr value, Set<Dim> batch, Set<String> taken) {
    List<Index> indices = new ArrayList<>();
    List<@Nullable Letter> letters = new ArrayList<>();
    int ordinary = 0;
    for (Dim size : value.shape().dims()) {
      Index index = Index.of(indices.size(), size);
      boolean label = ordinary == 0 && batch.contains(size) && !index.isSilent();
      ordinary = free(ordinary, taken);
      int labels = indices.size();
      indices.add(index);
      String text = label ? Scope.batch(labels) : Scope.ordinary(ordinary);
      Role role = label ? Role.BATCH : Role.OUTPUT;
      letters.add(index.isSilent() ? null : new Letter(text, role, size));
      ordinary += label || index.isSilent() ? 0 : 1;
    }
    return new Head(indices, letters, scope(indices, letters, batch, Math.max(2, ordinary), taken));
  }

  private static Scope scope(
      List<Index> indices,
      List<@Nullable Letter> letters,
      Set<Dim> batch,
      int first,
      Set<String> taken) {
    Map<Index, Letter> all = new HashMap<>();
    for (int k = 0; k < indices.size(); k++) {
      Letter letter = letters.get(k);
      if (letter != null) {
        all.put(indices.get(k), letter);
      }
    }
    return new Scope(all, batch, first, Map.of(), taken);
  }

  // --- equations
  // ----------------------------------------------------------------------------------

  private static Formula named(Name name, Head head) {
    return Formula.indexed(new Formula.Named(name), head.scope.of(head.indices));
  }

  private static Equation equation(
      Formula left, Expr value, Head head, Known symbols, boolean opens) {
    Known known = symbols.with(Map.of(), opens ? value : null);
    Map<Expr, Name> locals = new LinkedHashMap<>();
    int number = 1;
    Set<Name> taken = known.names(value);
    for (Expr part : Locals.choose(value, known)) {
      while (taken.contains(Name.of("t" + number))) {
        number++;
      }
      locals.put(part, Name.of("t" + number++));
    }
    List<Equation> where = new ArrayList<>();
    locals.forEach((part, name) -> {
      Head own = head(part, head.scope.batch(), head.scope.taken());
      where.add(side(named(name, own), part, own, symbols.with(locals, part), List.of()));
    });
    return side(left, value, head, symbols.with(locals, opens ? value : null), where);
  }

  private static Equation side(
      Formula left, Expr value, Head head, Known known, List<Equation> where) {
    Writer writer = new Writer(known, head.indices.size());
    Formula right = writer.write(value, head.indices, head.scope);
    Set<Letter> letters = new LinkedHashSet<>(head.scope.letters(head.indices));
    letters.addAll(writer.bound());
    return new Equation(left, right, List.copyOf(letters), where);
  }
}
