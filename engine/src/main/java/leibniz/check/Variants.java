package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Following;
import leibniz.trace.Options;
import leibniz.trace.Replacement;
import leibniz.trace.Trace;
import org.jspecify.annotations.Nullable;

/// What a statement would compute with each of many small changes, all of them in one run: the
/// program is followed with the changed statements beside the one they are made of, under names
/// that are only tried.
final class Variants {
  /// What is called on arrays without changing them.
  private static final Set<String> PURE =
      Set.of(
          "dot",
          "sum",
          "mean",
          "max",
          "min",
          "prod",
          "var",
          "std",
          "reshape",
          "transpose",
          "swapaxes",
          "copy",
          "astype",
          "flatten",
          "ravel",
          "squeeze",
          "repeat",
          "trace",
          "diagonal",
          "cumsum",
          "clip",
          "items",
          "keys",
          "values",
          "get",
          "at");

  private final Chain chain;
  private final @Nullable Focus part;
  private final List<Statement> inserted = new ArrayList<>();
  private final Map<String, Slip> slips = new LinkedHashMap<>();

  /// A change, and what it makes of each value the statement binds.
  ///
  /// @param values by the events of the statement, in terms of variables of the chain
  record Variant(Slip slip, Map<Event, Expr> values) {}

  private Variants(Chain chain, @Nullable Focus part) {
    this.chain = chain;
    this.part = part;
  }

  /// Whether what a statement computes may be computed twice.
  static boolean mayBe(Statement statement) {
    return switch (statement) {
      case Statement.Assign(_, var value, _) -> isPure(value);
      case Statement.AugmentedAssign(var target, _, var value, _) ->
          isPure(target) && isPure(value);
      case Statement.AnnotatedAssign(_, _, var value, _) -> value != null && isPure(value);
      case Statement.Return(var value, _) -> value != null && isPure(value);
      default -> false;
    };
  }

  private static boolean isPure(Expression e) {
    if (e instanceof Expression.Call(Expression.Attribute(var receiver, String name, _, _), _, _)
        && !PURE.contains(name)
        && !Operands.isModule(root(receiver))) {
      return false;
    }
    return e.children().stream().allMatch(Variants::isPure);
  }

  private static String root(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> id;
      case Expression.Attribute(var value, _, _, _) -> root(value);
      default -> "";
    };
  }

  /// The changes of a statement that compute something, in their order. The values are made of
  /// variables of the chain.
  ///
  /// @param part the part of the program that is followed; null for all of it
  /// @param inPlace whether the statement changes a part of an array
  static List<Variant> of(
      Chain chain,
      @Nullable Focus part,
      Statement statement,
      boolean inPlace,
      List<Slip> slips,
      Text text) {
    Effort.ask(); // what is followed with no work left fails, and so would its halves
    Variants variants = new Variants(chain, part);
    for (Slip slip : slips) {
      variants.insert(statement, inPlace, slip, text);
    }
    List<Variant> all = variants.run(statement);
    if (all != null || slips.size() < SEVERAL) {
      return all == null ? List.of() : all;
    }
    int half = slips.size() / 2;
    List<Variant> parts =
        new ArrayList<>(of(chain, part, statement, inPlace, slips.subList(0, half), text));
    parts.addAll(of(chain, part, statement, inPlace, slips.subList(half, slips.size()), text));
    return parts;
  }

  private static final int SEVERAL = 16; // changes that may be too much work together

  private void insert(Statement statement, boolean inPlace, Slip slip, Text text) {
    Span span = statement.span();
    List<Statement> parsed;
    try {
      parsed = Parser.parse(new Source(Options.TRIED, text.in(span, slip.edits()))).body();
    } catch (LeibnizException e) {
      return; // a change that is no program is not worth trying
    }
    if (parsed.size() == 1) {
      String name = Options.TRIED + slips.size();
      slips.put(name, slip);
      inserted.addAll(under(new Expression.Name(name, span), parsed.getFirst(), inPlace, span));
    }
  }

  /// A statement with another target.
  private static List<Statement> under(
      Expression.Name name, Statement statement, boolean inPlace, Span span) {
    return switch (statement) {
      case Statement.Assign(var targets, var value, _)
          when inPlace && targets.getFirst() instanceof Expression.Subscript to && !isKey(to) ->
          List.of(
              copied(name, base(to), span),
              new Statement.Assign(List.of(on(name, to)), value, span));
      case Statement.AugmentedAssign(Expression.Subscript to, var operator, var value, _)
          when inPlace && !isKey(to) ->
          List.of(
              copied(name, base(to), span),
              new Statement.AugmentedAssign(on(name, to), operator, value, span));
      case Statement.Assign(_, var value, _) -> List.of(assigned(name, value, span));
      case Statement.AugmentedAssign(var target, var operator, var value, _) ->
          List.of(assigned(name, new Expression.Binary(operator, target, value, span, span), span));
      case Statement.AnnotatedAssign(_, _, var value, _) when value != null ->
          List.of(assigned(name, value, span));
      case Statement.Return(var value, _) when value != null ->
          List.of(assigned(name, value, span));
      default -> List.of();
    };
  }

  private static Statement assigned(Expression.Name name, Expression value, Span span) {
    return new Statement.Assign(List.of(name), value, span);
  }

  private static Statement copied(Expression.Name name, Expression base, Span span) {
    Expression copy = new Expression.Attribute(base, "copy", span, span);
    return assigned(name, new Expression.Call(copy, List.of(), span), span);
  }

  /// `grads['W'] += …` changes all of the array that the key names.
  private static boolean isKey(Expression.Subscript to) {
    return to.index() instanceof Expression.Str;
  }

  private static Expression base(Expression.Subscript to) {
    return to.value();
  }

  private static Expression on(Expression.Name name, Expression.Subscript to) {
    return new Expression.Subscript(name, to.index(), to.span());
  }

  /// What is computed with all of them; null if they are too much work to be followed together.
  private @Nullable List<Variant> run(Statement statement) {
    Span at = statement.span();
    Run base = part == null ? chain.base() : part.run();
    List<Replacement> cuts = new ArrayList<>(base.options().replacing());
    for (Event event : chain.base().events()) {
      int index = index(event);
      if (index >= 0 && chain.link(event.value()) != null) {
        cuts.add(new Replacement(index, chain.variable(event.value())));
      }
    }
    Module program = Inserted.before(base.program(), at, inserted);
    Following following;
    try {
      following = Trace.following(program, base.known().replacing(cuts));
    } catch (LeibnizException e) {
      return null;
    }
    if (following.events().size() != base.events().size()) {
      return null; // the run was cut short
    }
    Map<String, List<Event>> byName = new LinkedHashMap<>();
    for (Event event : following.tried()) {
      String name = event.target().replaceFirst("[\\[.].*", "");
      Event whole = part == null ? event : part.inWhole(event);
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(whole);
    }
    List<Variant> variants = new ArrayList<>();
    slips.forEach((name, slip) -> {
      Map<Event, Expr> values = paired(byName.getOrDefault(name, List.of()), statement);
      if (values != null) {
        variants.add(new Variant(slip, values));
      }
    });
    return variants;
  }

  /// Where an event is in what is followed; -1 if it is not there.
  private int index(Event event) {
    return part == null ? event.index() : part.indices().getOrDefault(event.index(), -1);
  }

  /// What is tried, by what it is tried in place of; null if the two do not correspond.
  private @Nullable Map<Event, Expr> paired(List<Event> tried, Statement statement) {
    SequencedMap<Integer, SequencedMap<String, Expr>> rounds = new LinkedHashMap<>();
    for (Event event : tried) {
      SequencedMap<String, Expr> round =
          rounds.computeIfAbsent(event.index(), _ -> new LinkedHashMap<>());
      round.remove(event.target());
      round.put(event.target(), event.value()); // a copy that is changed afterwards counts once
    }
    Elements elements = new Elements(statement);
    List<Event> own =
        chain.base().events().stream()
            .filter(e -> e.statement().equals(statement.span()))
            .filter(e -> e.kind() != Event.Kind.ARGUMENT && !elements.names(e))
            .filter(e -> index(e) >= 0)
            .toList();
    Map<Event, Expr> values = new LinkedHashMap<>();
    int next = 0;
    for (Map.Entry<Integer, SequencedMap<String, Expr>> round : rounds.entrySet()) {
      for (Expr value : round.getValue().values()) {
        while (next < own.size() && index(own.get(next)) < round.getKey()) {
          next++;
        }
        if (next == own.size()) {
          return null;
        }
        values.put(own.get(next++), value);
      }
    }
    return values.size() == own.size() && !own.isEmpty() ? values : null;
  }
}
