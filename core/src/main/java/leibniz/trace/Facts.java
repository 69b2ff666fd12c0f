package leibniz.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.ir.Source;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// What the text of a program says at first sight, before anything is evaluated.
///
/// @param sizes the names that stand where a size is asked for: in a shape, a range. An `int` of
///   such a name is a size with a symbol; any other is a plain number
/// @param names every identifier
/// @param lone whole numbers of which the program writes none that is next to them, and themselves
///   once: a size of so many is of nothing else
/// @param axes whole numbers that are written in shapes
/// @param bare whether NumPy's functions may be called without `np.`
/// @param claims what asserts say of inputs
record Facts(
    Source source,
    Set<String> sizes,
    Set<String> names,
    Set<Long> lone,
    Set<Long> axes,
    boolean bare,
    List<Claims.Claim> claims) {

  private static final Set<String> SHAPED =
      Set.of(
          "randn",
          "rand",
          "zeros",
          "ones",
          "eye",
          "identity",
          "empty",
          "range",
          "xrange",
          "reshape",
          "broadcast_to",
          "random",
          "random_sample",
          "standard_normal",
          "arange");

  /// Functions with a shape among other arguments, and its position.
  private static final Map<String, Integer> SHAPE_AT =
      Map.of(
          "normal",
          2,
          "uniform",
          2,
          "full",
          0,
          "randint",
          2,
          "integers",
          2,
          "choice",
          1,
          "tri",
          0,
          "diag_indices",
          0,
          "permutation",
          0);

  static Facts of(Module program) {
    Set<String> sizes = new HashSet<>();
    Set<String> names = new HashSet<>();
    boolean[] numpy = new boolean[1];
    List<Claims.Claim> claims = new ArrayList<>();
    Walk.statements(program.body(), s -> look(s, sizes, names, numpy));
    Walk.expressions(program.body(), e -> look(e, sizes, names, numpy));
    collectLists(program.body(), sizes);
    for (Statement statement : program.body()) {
      if (statement instanceof Statement.Assert(var test, _, _)) {
        Claims.read(test, claims);
      }
    }
    Walk.statements(program.body(), s -> varying(s).forEach(sizes::remove));
    Properties.read(program, claims);
    boolean bare = program.source().name().equals("-e") || !numpy[0];
    return new Facts(
        program.source(), sizes, names, lone(program), axes(program), bare, List.copyOf(claims));
  }

  /// The names that a loop gives another number in each round, as `nb` by `nb = n - d`: these are
  /// of no one size.
  private static Set<String> varying(Statement statement) {
    Set<String> found = new HashSet<>();
    if (statement instanceof Statement.For loop) {
      Set<String> rounds = new HashSet<>();
      Walk.expression(loop.target(), e -> addName(e, rounds));
      for (Statement s : loop.body()) {
        if (s instanceof Statement.Assign(var targets, Expression.Binary value, _)
            && targets.getFirst() instanceof Expression.Name(String id, _)) {
          Set<String> used = new HashSet<>();
          Walk.expression(value, e -> addName(e, used));
          if (!Collections.disjoint(used, rounds)) {
            found.add(id);
          }
        }
      }
    }
    return found;
  }

  private static Set<Long> lone(Module program) {
    Map<Long, Integer> all = new HashMap<>();
    Walk.expressions(
        program.body(),
        e -> {
          if (e instanceof Expression.Int i && i.value().bitLength() < 40) {
            all.merge(i.value().longValue(), 1, Integer::sum);
          }
        });
    Set<Long> lone = new HashSet<>(all.keySet());
    lone.removeIf(
        n -> all.getOrDefault(n, 0) > 1 || all.containsKey(n - 1) || all.containsKey(n + 1));
    return lone;
  }

  private static Set<Long> axes(Module program) {
    Set<Long> axes = new HashSet<>();
    Walk.expressions(
        program.body(),
        e -> {
          if (e instanceof Expression.Call call) {
            shapes(call)
                .forEach(shape ->
                    Walk.expression(
                        shape,
                        part -> {
                          if (part instanceof Expression.Int i && i.value().bitLength() < 40) {
                            axes.add(i.value().longValue());
                          }
                        }));
          }
        });
    return axes;
  }

  private static void addName(Expression e, Set<String> names) {
    if (e instanceof Expression.Name(String id, _)) {
      names.add(id);
    }
  }

  /// The same where some names are of no size.
  Facts without(Set<String> plain) {
    Set<String> left = new HashSet<>(sizes);
    left.removeAll(plain);
    return new Facts(source, left, names, lone, axes, bare, claims);
  }

  /// What is claimed of an input of that name and shape.
  Set<Head.Property> claimed(String name, Shape shape) {
    Set<Head.Property> found = new HashSet<>();
    for (Claims.Claim claim : claims) {
      boolean last = claim.axis() == -1 || claim.axis() == shape.rank() - 1;
      if (claim.name().equals(name) && (last || claim.property() == Head.Property.POSITIVE)) {
        found.add(claim.property());
      }
    }
    return found;
  }

  private static void look(
      Statement statement, Set<String> sizes, Set<String> names, boolean[] numpy) {
    if (statement instanceof Statement.AnnotatedAssign s) {
      collect(s.annotation(), sizes);
    } else if (statement instanceof Statement.Assign s
        && s.value() instanceof Expression.Attribute(_, String attribute, _, _)
        && attribute.equals("shape")) {
      s.targets().forEach(t -> collect(t, sizes));
    } else if (statement instanceof Statement.Import s) {
      numpy[0] |= s.names().stream().anyMatch(a -> a.name().startsWith("numpy"));
      s.names().forEach(a -> names.add(a.bound()));
    } else if (statement instanceof Statement.ImportFrom s) {
      numpy[0] |= s.module().startsWith("numpy");
      s.names().forEach(a -> names.add(a.bound()));
    } else if (statement instanceof Statement.Function f) {
      names.add(f.name());
      f.parameters().list().forEach(p -> names.add(p.name()));
    }
  }

  private static void look(
      Expression expression, Set<String> sizes, Set<String> names, boolean[] numpy) {
    if (expression instanceof Expression.Name(String id, _)) {
      names.add(id);
      numpy[0] |= id.equals("np") || id.equals("numpy");
    } else if (expression instanceof Expression.Call call) {
      shapes(call).forEach(shape -> collect(shape, sizes));
    }
  }

  /// The arguments of a call that are shapes, or sizes.
  private static List<Expression> shapes(Expression.Call call) {
    List<Expression> shapes = new ArrayList<>();
    String name = last(call.function());
    Integer at = SHAPE_AT.get(name);
    for (int k = 0; k < call.arguments().size(); k++) {
      Expression.Argument argument = call.arguments().get(k);
      boolean shape =
          SHAPED.contains(name) && argument.name().isEmpty()
              || argument.name().equals("size")
              || argument.name().equals("shape")
              || at != null && at == k && argument.name().isEmpty();
      if (shape) {
        shapes.add(argument.value());
      }
    }
    return shapes;
  }

  /// `n = [n0, n1, n2]` with n in a shape: then its elements are sizes too.
  private static void collectLists(List<Statement> body, Set<String> sizes) {
    List<Statement.Assign> lists = new ArrayList<>();
    Walk.statements(
        body,
        s -> {
          if (s instanceof Statement.Assign assign
              && (assign.value() instanceof Expression.Listing
                  || assign.value() instanceof Expression.Tuple)
              && assign.targets().stream().allMatch(t -> t instanceof Expression.Name)) {
            lists.add(assign);
          }
        });
    for (int before = -1; before < sizes.size(); ) {
      before = sizes.size();
      for (Statement.Assign list : lists) {
        boolean used =
            list.targets().stream()
                .anyMatch(t -> t instanceof Expression.Name(String id, _) && sizes.contains(id));
        if (used) {
          collect(list.value(), sizes);
        }
      }
    }
  }

  private static String last(Expression function) {
    return switch (function) {
      case Expression.Name(String id, _) -> id;
      case Expression.Attribute(_, String name, _, _) -> name;
      default -> "";
    };
  }

  /// The names in a shape; the words of a jaxtyping text are names too. What stands in `len(…)` is
  /// no size itself.
  private static void collect(Expression shape, Set<String> sizes) {
    Map<Expression, Boolean> seen = new HashMap<>();
    Walk.expression(
        shape,
        e -> {
          if (e instanceof Expression.Call call && last(call.function()).equals("len")) {
            call.arguments().forEach(a -> Walk.expression(a.value(), x -> seen.put(x, true)));
          }
          if (seen.putIfAbsent(e, true) == null) {
            if (e instanceof Expression.Name(String id, _)) {
              sizes.add(id);
            } else if (e instanceof Expression.Str(String text, _, _)) {
              sizes.addAll(List.of(text.split(" ")));
            }
          }
        });
  }
}
