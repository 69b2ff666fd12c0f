package leibniz.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// What a function writes in one place and may have meant in another.
///
/// @param slices by a name, its slices: `theta[i:]` of `theta`
/// @param elements elements of arrays and lists: `self.P[u]`
/// @param unused names that are given values nobody reads
/// @param lists names of lists that are filled there
/// @param axes sizes of what is given another shape there: `C // G` of `x.reshape(N, G, C // G)`
/// @param read names that are read
/// @param values what names are given
record Written(
    Map<String, Set<String>> slices,
    Set<String> elements,
    Set<String> unused,
    Set<String> lists,
    Set<String> axes,
    Set<String> read,
    Map<String, Expression> values) {
  private static final int MOST = 8;

  /// @param function the statements of the function
  static Written of(List<Statement> function, Text text) {
    Written all =
        new Written(
            new LinkedHashMap<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new HashSet<>(),
            new LinkedHashMap<>());
    Set<String> read = all.read;
    for (Statement statement : function) {
      switch (statement) {
        case Statement.Assign(var targets, var value, _) -> {
          targets.forEach(t -> all.target(t, value, text, read));
          targets.forEach(t -> all.give(t, value));
          all.walk(value, text, read);
        }
        case Statement.AugmentedAssign(var target, _, var value, _) -> {
          all.walk(target, text, read);
          all.walk(value, text, read);
        }
        case Statement.Return(var value, _) when value != null -> all.walk(value, text, read);
        case Statement.Evaluate(var value, _) -> all.walk(value, text, read);
        case Statement.If i -> i.branches().forEach(b -> all.walk(b.test(), text, read));
        case Statement.For f -> all.walk(f.iterable(), text, read);
        case Statement.While w -> all.walk(w.test(), text, read);
        case Statement.Pass _, Statement.Break _, Statement.Continue _ -> {}
        default -> read.addAll(all.unused); // what else reads names is not looked into
      }
    }
    all.unused.removeAll(read);
    return all;
  }

  private void target(Expression target, Expression value, Text text, Set<String> read) {
    if (target instanceof Expression.Name(String id, _)) {
      unused.add(id);
      if (value instanceof Expression.Listing) {
        lists.add(id);
      }
    } else {
      target.children().forEach(c -> walk(c, text, read));
    }
  }

  /// `P, dP = P + q, dP + dq` gives each its own.
  private void give(Expression target, Expression value) {
    if (target instanceof Expression.Name(String id, _)) {
      values.put(id, value);
    } else if (target instanceof Expression.Tuple(var names, _)
        && value instanceof Expression.Tuple(var each, _)
        && names.size() == each.size()) {
      for (int k = 0; k < names.size(); k++) {
        give(names.get(k), each.get(k));
      }
    }
  }

  private void walk(Expression e, Text text, Set<String> read) {
    switch (e) {
      case Expression.Name(String id, _) -> read.add(id);
      case Expression.Call call
          when Spelled.last(Spelled.text(call.function())).equals("reshape") ->
          call.arguments().forEach(a -> axis(a.value(), text));
      case Expression.Subscript(var whole, var index, _)
          when whole instanceof Expression.Name || whole instanceof Expression.Attribute -> {
        if (index instanceof Expression.Slice) {
          String name = text.at(whole.span());
          slices.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(text.at(e.span()));
        } else if (elements.size() < MOST
            && (index instanceof Expression.Name || index instanceof Expression.Binary)) {
          elements.add(text.at(e.span()));
        }
      }
      default -> {}
    }
    e.children().forEach(c -> walk(c, text, read));
  }

  private void axis(Expression e, Text text) {
    switch (e) {
      case Expression.Name _, Expression.Binary _ when axes.size() < MOST ->
          axes.add(text.at(e.span()));
      case Expression.Tuple(var several, _) -> several.forEach(one -> axis(one, text));
      default -> {}
    }
  }
}
