package leibniz.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Calls of functions with drawn arguments, in one way after the other until one works.
final class DrawnCalls {
  private static final int MERGES = 24; // sizes that turn out to be others, in one way
  private static final int ROUNDS = 6; // in which arguments are seen to have to be something else

  private final Session session;
  private final Journal journal;
  private final Ways ways;
  private final Map<String, Learned.Way> before;

  /// What is to be called.
  ///
  /// @param self the object it is a method of; none for a function
  /// @param paired what is known of its parameters from the function it belongs to
  /// @param needs what its parameters are known to have to be
  /// @param constructing whether it is a constructor
  record Callee(
      Statement.Function definition,
      Value.Function function,
      List<Value> self,
      Map<String, Guess> paired,
      Map<String, Need> needs,
      boolean constructing) {

    static Callee of(Statement.Function definition, Value.Function function, List<Value> self) {
      return new Callee(definition, function, self, Map.of(), Map.of(), false);
    }

    Callee paired(Map<String, Guess> with) {
      return new Callee(definition, function, self, with, needs, constructing);
    }

    Callee needing(Map<String, Need> more) {
      Map<String, Need> all = new LinkedHashMap<>(needs);
      more.forEach((name, need) -> all.merge(name, need, Need::and));
      return new Callee(definition, function, self, paired, all, constructing);
    }
  }

  /// @param before how functions were called when the program was followed before
  DrawnCalls(Session session, Journal journal, Ways ways, Map<String, Learned.Way> before) {
    this.session = session;
    this.journal = journal;
    this.ways = ways;
    this.before = before;
  }

  /// The ways to call it, the likeliest first.
  List<Map<String, Guess>> ways(Callee callee) {
    return ways.of(
        callee.definition,
        callee.self.size(),
        callee.paired,
        journal.wanted().arguments(callee.definition.span()),
        callee.needs,
        callee.constructing);
  }

  /// The way that went furthest, with its problems told as ours.
  DrawnCall failed(Callee callee, DrawnCall best) {
    Journal.Mark mark = journal.mark();
    DrawnCall call = made(callee.needing(best.needs()), best.way(), best.number(), Map.of());
    journal.remark(mark, call.problems(), callee.definition.name());
    return call;
  }

  /// The call as it was in an earlier run; null if there was none, or it is another one now.
  @Nullable DrawnCall repeated(Callee callee, String key) {
    Learned.Way known = before.get(key);
    Callee as = known == null ? callee : callee.needing(known.needs());
    List<Map<String, Guess>> all = known == null ? List.of() : ways(as);
    if (known == null || known.number() >= all.size()) {
      return null;
    }
    Journal.Mark mark = journal.mark();
    DrawnCall call = made(as, all.get(known.number()), known.number(), known.unified());
    if (call.isClean() != known.works()) {
      journal.back(mark);
      return null;
    }
    if (!call.isClean()) {
      journal.remark(mark, call.problems(), callee.definition.name());
    }
    return call;
  }

  /// Calls a function in the first way that works; if none does, nothing is called, and what comes
  /// back is the way in which least failed. Where it fails with an argument of the wrong kind, one
  /// of the other kind is drawn before anything else is tried.
  @Nullable DrawnCall tried(Callee callee) {
    DrawnCall best = null;
    Callee now = callee;
    for (int round = 0; round < ROUNDS; round++) {
      DrawnCall call = round(now);
      if (call == null || call.isClean()) {
        return call;
      }
      best = better(best, call);
      Callee next = now.needing(Needs.of(call.misfits(), call.way(), call.arguments()));
      if (next.needs.equals(now.needs)) {
        break;
      }
      now = next;
    }
    return best;
  }

  /// In the first way alone, if arguments of another kind would do; else in all, until one works
  /// and what is said of shapes holds.
  private @Nullable DrawnCall round(Callee callee) {
    DrawnCall best = null;
    List<Map<String, Guess>> all = ways(callee);
    for (int k = 0; k < all.size(); k++) {
      Journal.Mark mark = journal.mark();
      DrawnCall call = made(callee, all.get(k), k, Map.of());
      if (call.isClean() && call.unmet() == 0) {
        return call;
      }
      best = better(best, call);
      journal.back(mark);
      if (session.bounds().isSpent()) {
        return null;
      }
      Map<String, Need> needs = Needs.of(call.misfits(), call.way(), call.arguments());
      if (k == 0 && !callee.needing(needs).needs.equals(callee.needs)) {
        return call;
      }
    }
    return best != null && best.isClean()
        ? made(callee, best.way(), best.number(), Map.of())
        : best;
  }

  private static DrawnCall better(@Nullable DrawnCall best, DrawnCall call) {
    return best == null || LEAST.compare(call, best) < 0 ? call : best;
  }

  private static final Comparator<DrawnCall> LEAST =
      Comparator.comparingInt((DrawnCall call) -> call.problems().size())
          .thenComparingInt(DrawnCall::unmet);

  /// Calls it in one way, sizes being what the body makes them.
  ///
  /// @param known what it is known to make of them
  DrawnCall made(Callee callee, Map<String, Guess> way, int number, Map<String, Dim> known) {
    Map<String, Dim> unified = new HashMap<>(known);
    Journal.Mark mark = journal.mark();
    for (int merges = 0; ; merges++) {
      Arguments arguments = new Arguments(session, unified);
      Map<String, Value> own = drawn(callee, way, arguments);
      Value result = null;
      session.sizes().leave(arguments.free(), arguments.stated());
      try {
        result = called(callee, own);
      } catch (Sizes.Unify same) {
        boolean ours =
            arguments.free().contains(same.symbol()) || arguments.stated().contains(same.symbol());
        if (merges < MERGES && ours) {
          unified.replaceAll((_, size) -> same.in(size));
          unified.put(same.symbol(), same.size());
          journal.back(mark);
          continue;
        }
        throw same;
      } catch (LeibnizException e) {
        journal.failed(e);
      } catch (Faults.Raised e) {
        journal.failed(e.problem().raise());
      } catch (Faults.Silenced e) {
        // what failed was said
      } finally {
        session.sizes().leave(Set.of(), Set.of());
        session.bounds().reset();
        journal.resume(0);
      }
      if (!callee.self.isEmpty()) {
        own.putIfAbsent("self", own.values().iterator().next());
      }
      return new DrawnCall(
          way,
          number,
          callee.needs,
          unified,
          own,
          result,
          journal.since(mark),
          journal.unmet(mark) + forced(way, unified),
          journal.misfits(mark));
    }
  }

  /// How many sizes had to be numbers that stand beside them in a shape that is stated, as the `n`
  /// of `(n, 2)` 2: then something else was drawn wrongly.
  private static int forced(Map<String, Guess> way, Map<String, Dim> unified) {
    int forced = 0;
    for (Guess guess : unified.isEmpty() ? List.<Guess>of() : way.values()) {
      if (guess instanceof Guess.Array a) {
        for (String dim : a.dims()) {
          Dim size = dim == null ? null : unified.get(dim);
          forced += size != null && a.dims().contains(size.toString()) ? 1 : 0;
        }
      }
    }
    return forced;
  }

  private Map<String, Value> drawn(Callee callee, Map<String, Guess> way, Arguments arguments) {
    Span header = callee.definition.header();
    List<Expression.Parameter> parameters = callee.definition.parameters().list();
    Map<String, Value> values = new LinkedHashMap<>();
    if (!callee.self.isEmpty()) {
      values.put(parameters.isEmpty() ? "self" : parameters.get(0).name(), callee.self.get(0));
    }
    way.forEach((name, guess) -> {
      Value value = arguments.of(guess, header);
      if (value != null) {
        values.put(name, value);
      }
    });
    return Modules.copied(values, session, header);
  }

  private Value called(Callee callee, Map<String, Value> values) {
    List<Value.Argument> arguments = new ArrayList<>();
    for (Expression.Parameter parameter : callee.definition.parameters().list()) {
      Value value = values.get(parameter.name());
      boolean rest =
          parameter.kind() == Expression.ParameterKind.STAR
              || parameter.kind() == Expression.ParameterKind.DOUBLE_STAR;
      if (value != null && !rest) {
        Value.Operand operand = new Value.Operand(value, parameter.span(), parameter.name(), null);
        boolean named =
            parameter.kind() == Expression.ParameterKind.KEYWORD || !arguments.isEmpty();
        arguments.add(new Value.Argument(named ? parameter.name() : "", operand, parameter.span()));
      }
    }
    journal.draws();
    Span at = callee.definition.header();
    journal.begin(at);
    return callee
        .function
        .body()
        .call(new Value.Call(callee.definition.name(), at, at, arguments), session);
  }
}
