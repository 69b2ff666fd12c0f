package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// What need not be looked into, also where the normal form has hidden it. `n = √s` with a kept
/// axis is a view around `s`, and a product that uses n is made with `s`: so from the names of
/// views follow names for what is inside. A sum swallows the sums that are added to it: so their
/// terms are looked for.
final class Known {
  private static final int TURNED = 6; // how deep it is looked for what is transposed

  private final Map<Expr, Symbol> symbols = new HashMap<>();
  private final Map<Expr, Alias> aliases = new HashMap<>();
  private final List<Partial> partials = new ArrayList<>();
  private final @Nullable Expr opened;

  /// Minus or plus something that has a symbol.
  record Found(Expr value, boolean negative) {}

  /// `core = (named / scale) ^ (1 / power)`; `axes` has for each axis of `named` the axis of the
  /// core it runs along, or -1 for an axis of size 1.
  record Alias(Expr named, Rational scale, Rational power, List<Integer> axes) {}

  /// A summand with its number.
  record Part(Rational coefficient, Expr value) {}

  private record Partial(Expr named, Rational scale, Expr sum) {}

  Known(Symbols given) {
    this.opened = null;
    given.names().all().forEach((e, name) -> symbols.put(e, new Symbol.Called(name)));
    symbols.putAll(given.more());
    List<Expr> named = new ArrayList<>(symbols.keySet());
    // an order that is the same in every run; the first of two names for one thing counts
    named.sort(Comparator.comparing(e -> Objects.toString(symbols.get(e))));
    named.forEach(this::lookInside);
    named.forEach(this::lookBeside);
    partials.sort(Comparator.comparingInt((Partial p) -> p.sum.args().size()).reversed());
  }

  private Known(Known other, Map<Expr, Name> locals, @Nullable Expr opened) {
    this.opened = opened;
    symbols.putAll(other.symbols);
    aliases.putAll(other.aliases);
    partials.addAll(other.partials);
    locals.forEach((e, name) -> symbols.put(e, new Symbol.Called(name)));
  }

  /// With names for parts; `open` is written out though it may have one.
  Known with(Map<Expr, Name> locals, @Nullable Expr open) {
    return new Known(this, locals, open);
  }

  /// Where a matrix has a name, its transposed can be written with it. That of a function entry by
  /// entry, or of a sum, is the same of what is transposed, so that it is not seen to be one.
  private void lookBeside(Expr named) {
    boolean looks = named.head() instanceof Head.Map || named.head() instanceof Head.Sum;
    Expr turned = looks && named.rank() == 2 ? turnedInside(named, TURNED) : named;
    if (turned != named && symbols.get(turned) == null) {
      aliases.putIfAbsent(turned, new Alias(named, Rational.ONE, Rational.ONE, List.of(1, 0)));
    }
  }

  /// The transposed of a matrix, with the transposition inside of sums and functions entry by
  /// entry.
  private static Expr turnedInside(Expr e, int deep) {
    List<Expr> args = new ArrayList<>();
    boolean enters = deep > 0 && (e.head() instanceof Head.Sum || e.head() instanceof Head.Map);
    if (enters) {
      e.args().forEach(a -> args.add(turnedInside(a, deep - 1)));
    }
    return enters && e.head() instanceof Head.Sum sum
        ? Build.sum(args.get(0).shape(), sum.coefficients(), args)
        : enters && e.head() instanceof Head.Map map
            ? Build.map(map.op(), args)
            : Build.transpose(e, List.of(1, 0));
  }

  private void lookInside(Expr named) {
    if (named.head() instanceof Head.Sum) {
      partials.add(new Partial(named, Rational.ONE, named));
    }
    if (!named.isView() || !(named.head() instanceof Head.Einsum e) || e.factors().size() != 1) {
      return;
    }
    Expr core = named.arg(0);
    Head.Factor factor = e.factors().get(0);
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < named.rank(); axis++) {
      boolean silent = named.shape().get(axis).isOne();
      int at = silent ? -1 : factor.letters().indexOf(e.out().get(axis));
      if (at < 0 && !silent) {
        return; // a broadcast: the core is smaller than what the name stands for
      }
      axes.add(at);
    }
    boolean faithful =
        new HashSet<>(e.out()).size() == e.out().size()
            && new HashSet<>(factor.letters()).size() == factor.letters().size();
    if (faithful && symbols.get(core) == null && !(core.head() instanceof Head.Var)) {
      aliases.putIfAbsent(core, new Alias(named, e.coefficient(), factor.power(), axes));
      boolean inPlace = factor.letters().equals(e.out()) && factor.power().isOne();
      if (inPlace && core.head() instanceof Head.Sum) {
        partials.add(new Partial(named, e.coefficient(), core));
      }
    }
  }

  /// How exactly this is written, or null if it has no symbol. Inputs always have one.
  @Nullable Symbol symbol(Expr e) {
    Symbol symbol = e == opened ? null : symbols.get(e);
    return symbol == null && e.head() instanceof Head.Var v
        ? new Symbol.Called(Name.of(v.name()))
        : symbol;
  }

  /// A symbol up to sign: sums are kept with a positive first term.
  @Nullable Found find(Expr e) {
    if (symbol(e) != null) {
      return new Found(e, false);
    }
    if (e.head() instanceof Head.Sum) {
      Expr opposite = Build.negate(e);
      return symbol(opposite) == null ? null : new Found(opposite, true);
    }
    return null;
  }

  /// A name for something this is inside of, if this power of it can be written with that name. A
  /// whole power is not written with the name of a root, which is not defined everywhere.
  @Nullable Alias alias(Expr core, Rational power) {
    Alias alias = symbol(core) == null ? aliases.get(core) : null;
    return alias != null
            && power.dividedBy(alias.power).isInt()
            && (alias.power.isInteger() || !power.isInteger())
            && symbol(alias.named) != null
        ? alias
        : null;
  }

  /// Whether something that has a name is this, or a power of it, under other axes.
  boolean isInside(Expr core) {
    return symbol(core) == null && aliases.containsKey(core);
  }

  /// What has a name and is this times a number, or null.
  @Nullable Alias multiple(Expr core) {
    Alias alias = alias(core, Rational.ONE);
    return alias != null
            && alias.axes.equals(Build.range(0, core.rank()))
            && alias.power.isOne()
            && alias.named.rank() == core.rank()
        ? alias
        : null;
  }

  /// Every name that is in use, given or of an input below `e`.
  Set<Name> names(Expr e) {
    Set<Name> all = new HashSet<>();
    List<Expr> nodes = new ArrayList<>(symbols.keySet());
    nodes.addAll(e.inOrder());
    for (Expr node : nodes) {
      if (symbol(node) instanceof Symbol.Called(Name name)) {
        all.add(name);
      }
    }
    return all;
  }

  /// The arguments of symbols that are written as functions.
  List<Expr> arguments() {
    List<Expr> found = new ArrayList<>();
    for (Symbol symbol : symbols.values()) {
      if (symbol instanceof Symbol.Applied a) {
        found.add(a.argument());
      }
    }
    found.sort(Comparator.comparingLong(Expr::key));
    return found;
  }

  /// The terms of a sum, with names for groups of them that have one.
  List<Part> parts(Expr sum, Head.Sum head) {
    Map<Expr, Rational> left = new LinkedHashMap<>();
    for (int k = 0; k < sum.args().size(); k++) {
      left.put(sum.arg(k), head.coefficients().get(k));
    }
    List<Part> parts = new ArrayList<>();
    for (Partial partial : partials) {
      Rational times = partial.sum == sum ? null : ratio(partial.sum, left);
      if (times != null && symbol(partial.named) != null) {
        left.keySet().removeAll(partial.sum.args());
        parts.add(new Part(times.dividedBy(partial.scale), partial.named));
      }
    }
    left.forEach((term, coefficient) -> parts.add(new Part(coefficient, term)));
    return parts;
  }

  /// How many times the sum is contained in these terms, or null if it is not.
  private static @Nullable Rational ratio(Expr sum, Map<Expr, Rational> terms) {
    Rational ratio = null;
    for (int k = 0; k < sum.args().size(); k++) {
      Rational there = terms.get(sum.arg(k));
      if (there == null || !(sum.head() instanceof Head.Sum head)) {
        return null;
      }
      Rational here = there.dividedBy(head.coefficients().get(k));
      if (ratio != null && !ratio.equals(here)) {
        return null;
      }
      ratio = here;
    }
    return ratio;
  }
}
