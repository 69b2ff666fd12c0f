package leibniz.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// The ways an `if` may go: one, or under conditions on data several.
final class Branches {
  private final Session session;
  private final Evaluator evaluator;
  private final Journal journal;
  private final Blocks blocks;

  /// Runs the statements of a block.
  interface Blocks {
    Flow run(List<Statement> body, Activation activation);
  }

  /// Statements, and the condition under which they run.
  private record Way(Expr condition, List<Statement> body) {}

  Branches(Session session, Evaluator evaluator, Journal journal, Blocks blocks) {
    this.session = session;
    this.evaluator = evaluator;
    this.journal = journal;
    this.blocks = blocks;
  }

  /// The block an `if` takes; where data decides, each under its condition.
  Flow run(Statement.If s, Activation activation) {
    List<Statement> rest = activation.rest;
    List<Way> ways = of(s, activation);
    if (ways.size() == 1) {
      return blocks.run(ways.get(0).body(), activation);
    }
    for (Way way : ways) {
      Set<String> own = own(way.body(), activation.names());
      Regions regions = session.regions();
      regions.enter(new Regions.Region(way.condition(), activation.scope, own));
      try {
        Flow flow = blocks.run(way.body(), activation);
        if (flow != Flow.NEXT) {
          Expr condition = regions.condition();
          leaves(flow, condition, s, activation);
          Set<String> behind = own(rest, activation.names());
          regions.skip(new Regions.Region(Regions.not(condition), activation.scope, behind));
        }
      } finally {
        regions.leave();
      }
    }
    return Flow.NEXT;
  }

  /// A round of a loop; under a condition on data, if there is one.
  Flow round(Statement.For loop, Value.@Nullable Operand holds, Activation activation) {
    Outcomes.Outcome outcome =
        holds == null ? Outcomes.Outcome.known(true) : evaluator.outcome(holds, "this loop");
    Expr condition = outcome.condition();
    if (condition == null) {
      return outcome.holds() ? blocks.run(loop.body(), activation) : Flow.NEXT;
    }
    Regions regions = session.regions();
    Set<String> own = own(loop.body(), activation.names());
    regions.enter(new Regions.Region(condition, activation.scope, own));
    try {
      Flow flow = blocks.run(loop.body(), activation);
      if (flow == Flow.BREAK || flow == Flow.RETURN) {
        throw depends(loop.header());
      }
    } finally {
      regions.leave();
    }
    return Flow.NEXT;
  }

  private static RuntimeException depends(Span loop) {
    return Faults.refused("how often this loop runs depends on the values of a tensor", loop)
        .raise();
  }

  /// A block is left early under a condition.
  private static void leaves(Flow flow, Expr condition, Statement.If s, Activation activation) {
    if (flow == Flow.BREAK || flow == Flow.RETURN && activation.loops > 0) {
      throw depends(s.header());
    }
    if (flow == Flow.RETURN) {
      activation.returned.add(new Activation.Returned(condition, activation.result, s.span()));
      activation.result = Value.Single.NONE;
    }
  }

  /// What a function returns in the end.
  Value result(Activation activation) {
    List<Activation.Returned> returned = activation.returned;
    if (returned.isEmpty()) {
      return activation.result;
    }
    Value result = activation.result;
    for (Activation.Returned one : returned.reversed()) {
      result = Choices.either(one.condition(), one.value(), result, one.span(), session);
    }
    Span before = journal.begin(returned.getLast().span());
    Value told = journal.bind(Event.Kind.RETURN, "return", null, result);
    journal.begin(before);
    return told;
  }

  /// The ways; a single one whose condition is the number 1 if nothing depends on data.
  private List<Way> of(Statement.If s, Activation activation) {
    Scope scope = activation.scope;
    boolean looping = activation.loops > 0; // in the same function
    List<Way> ways = new ArrayList<>();
    Expr left = Build.number(Rational.ONE); // that none so far holds
    for (Statement.Branch branch : s.branches()) {
      Outcomes.Outcome outcome = evaluator.outcome(branch.test(), scope);
      Expr condition = outcome.condition();
      if (condition == null && outcome.holds()) {
        ways.add(new Way(left, branch.body()));
        return ways;
      }
      if (condition == null) {
        continue;
      }
      if (isExit(branch.body(), looping)) {
        session.assume(
            "line " + branch.header().line() + ": what this `if` depends on is taken to be false");
        if (branch.body().getLast() instanceof Statement.Return) {
          activation.exit = branch.body();
        }
        continue;
      }
      ways.add(new Way(Regions.both(left, condition), branch.body()));
      left = Regions.both(left, Regions.not(condition));
    }
    ways.add(new Way(left, s.orElse()));
    return ways;
  }

  /// Whether a block ends the loop or the program: a loop that has converged, an error.
  private static boolean isExit(List<Statement> body, boolean looping) {
    return switch (body.getLast()) {
      case Statement.Raise _, Statement.Break _ -> true;
      case Statement.Return _ -> looping;
      default -> false;
    };
  }

  /// The names that only some statements of a function use.
  ///
  /// @param all how often each name stands in the function
  private static Set<String> own(List<Statement> body, Map<String, Integer> all) {
    Set<String> own = new HashSet<>();
    Outcomes.names(body)
        .forEach((name, count) -> {
          if (count.equals(all.get(name))) {
            own.add(name);
          }
        });
    return own;
  }
}
