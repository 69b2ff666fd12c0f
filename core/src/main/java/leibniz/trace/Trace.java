package leibniz.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Effort;
import leibniz.ir.LeibnizException;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Turns a program into expressions: it follows what Python would do, with expressions in place of
/// arrays.
public final class Trace {
  private static final int MOST_PROBLEMS = 20;
  private static final long STACK = 1L << 29; // reserved, and used only by deep programs
  private static final long READING = 2_000_000; // units of work, for the program itself
  private static final long CALLING = 400_000; // for the functions that it never calls
  private static final long ALL = 5_000_000; // for all readings that the last one takes

  private Trace() {}

  /// The program as expressions, or a [LeibnizException] with every problem that does not follow
  /// from another one.
  public static Script of(Module program, Options options) {
    Script script = reading(program, options);
    if (!script.problems().isEmpty()) {
      throw new LeibnizException(script.problems());
    }
    return script;
  }

  /// As much of the program as can be read; what could not is in [Script#problems], and whatever
  /// depends on it has no definition.
  public static Script reading(Module program, Options options) {
    return deep(() -> read(program, options), program);
  }

  /// The program with everything it binds, in the order of the run, functions included. It never
  /// throws for what is wrong in the program: what cannot be followed is in [Following#problems],
  /// and the rest goes on.
  public static Following following(Module program, Options options) {
    return deep(() -> follow(program, options), program);
  }

  /// Programs can be deep, so they are read on a stack of their own; and what takes too much work
  /// is refused.
  private static <T> T deep(Supplier<T> work, Module program) {
    try {
      return deep(Effort.carried(() -> Effort.within(ALL, work)));
    } catch (Effort.Spent e) {
      throw tooLong(program.body().getFirst().span()).raise();
    }
  }

  private static Problem tooLong(Span place) {
    return Problem.error(
        Code.LBZ007, "the program takes too much work to be read further", place, "");
  }

  private static <T> T deep(Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread reader = new Thread(null, () -> result.set(work.get()), "leibniz-trace", STACK);
    reader.setDaemon(true);
    reader.setUncaughtExceptionHandler((_, e) -> failure.set(e));
    reader.start();
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true; // reading is bounded, so it is waited for
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
    return Objects.requireNonNull(result.get());
  }

  /// Every known function with its parameters, sorted.
  public static List<String> functions() {
    return Library.signatures();
  }

  private static Script read(Module text, Options options) {
    Module program = CommentedInputs.declared(text);
    Facts facts = Facts.of(program);
    Reading asked = read(program, facts, options);
    Reading reading = asked;
    Options taken = options;
    Set<String> met = new HashSet<>();
    List<String> assumptions = new ArrayList<>();
    while (!reading.problems.isEmpty()) {
      Sizes.Met size = reading.sizes.met();
      if (size == null || !met.add(size.symbol())) {
        return asked.script(List.of());
      }
      assumptions.add(
          size.symbol() + " is " + size.value() + ": with any other value the shapes do not fit");
      taken = taken.with(size.symbol(), size.value());
      reading = read(program, facts, taken);
    }
    return reading.script(assumptions);
  }

  private static Reading read(Module program, Facts facts, Options options) {
    Map<String, Dim> unified = new HashMap<>();
    Set<String> whole = new HashSet<>();
    Set<Ledger.Cut> cuts = new HashSet<>();
    if (!options.cut().isEmpty() && !options.cut().contains(Options.EVERYTHING)) {
      Reading all = unify(program, facts, options, Set.of(), unified, whole, false);
      for (int n = 0; n < all.definitions.size(); n++) {
        Called.Entry entry = all.ledger.entries().get(n);
        if (isWanted(all.definitions.get(n).name(), options.cut())) {
          cuts.add(new Ledger.Cut(entry.path(), entry.ordinal()));
        }
      }
    }
    return unify(program, facts, options, cuts, unified, whole, false);
  }

  private static Following follow(Module text, Options options) {
    Module program = CommentedInputs.declared(text);
    Learned before = options.learned();
    Reading reading =
        unify(
            program,
            Facts.of(program).without(options.plain()),
            options,
            Set.of(),
            new HashMap<>(before.unified()),
            new HashSet<>(before.whole()),
            true);
    Journal journal = reading.journal;
    Script script = reading.script(List.of());
    return new Following(
        script,
        journal.events(),
        journal.frames(),
        journal.handed(),
        journal.tried(),
        journal.claims(),
        script.problems(),
        reading.sizes.fixed(),
        List.copyOf(reading.session.assumptions()),
        List.copyOf(reading.session.regions().needed()),
        List.copyOf(reading.session.regions().taken()),
        List.copyOf(reading.session.regions().placed()),
        reading.journal.wanted().functions(),
        reading.learned);
  }

  private static boolean isWanted(Name name, Set<String> wanted) {
    return wanted.stream()
        .map(Reference::plain)
        .anyMatch(w -> name.toString().equals(w) || name.toString().startsWith(w + "["));
  }

  /// Reads until no two sizes turn out to be one, and no input to hold whole numbers.
  private static Reading unify(
      Module program,
      Facts facts,
      Options options,
      Set<Ledger.Cut> cuts,
      Map<String, Dim> known,
      Set<String> whole,
      boolean following) {
    Kept kept = options.learned().kept().orElseGet(Kept::nothing);
    Options with = options;
    Map<String, Sizes.Shorten> shortened = new HashMap<>(options.learned().shortened());
    for (Sizes.Shorten small : shortened.values()) {
      with = with.with(small.symbol(), small.value());
    }
    Set<Span> counts = new HashSet<>(options.learned().counts());
    Set<String> assumptions = new LinkedHashSet<>(options.learned().assumptions());
    while (true) {
      try {
        Sizes sizes = new Sizes(with.sizes(), known, shortened, facts.names(), facts.axes());
        Reading reading =
            new Reading(
                program, facts, with, sizes, cuts, whole, following, assumptions, kept, counts);
        reading.learned =
            new Learned(reading.ways, known, whole, shortened, assumptions, kept, counts);
        return reading;
      } catch (Whole.Found index) {
        whole.addAll(index.inputs());
      } catch (Counts.Found count) {
        counts.add(count.draw());
      } catch (Sizes.Shorten small) {
        with = with.with(small.symbol(), small.value());
        shortened.put(small.symbol(), small);
        assumptions.add(small.said());
      } catch (Sizes.Unify same) {
        known.replaceAll((_, size) -> same.in(size));
        known.put(same.symbol(), same.size());
        Sizes.Shorten small = shortened.get(same.symbol());
        if (small != null && small.isUndoneBy(same)) {
          shortened.remove(small.symbol());
          with = with.without(small.symbol());
          assumptions.remove(small.said());
        }
        if (!same.said().isEmpty()) {
          assumptions.add(same.said());
        }
      }
    }
  }

  /// One pass over the program.
  private static final class Reading {
    private final Module program;
    private final Sizes sizes;
    private final Ledger ledger;
    private final Journal journal;
    private final Excerpts excerpts = new Excerpts();
    private final Runner runner;
    private final Session session;
    private final Scope top = new Scope(null);
    private final List<Statement> statements = new ArrayList<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final List<Definition> definitions;
    private final Result result;
    private Map<String, Learned.Way> ways = Map.of();
    private Learned learned = Learned.NOTHING;

    Reading(
        Module program,
        Facts facts,
        Options options,
        Sizes sizes,
        Set<Ledger.Cut> cuts,
        Set<String> whole,
        boolean following,
        Set<String> assumptions,
        Kept kept,
        Set<Span> counts) {
      this.program = program;
      this.sizes = sizes;
      this.session =
          new Session(
              sizes, facts, whole, following, options.valuation(), kept, new Counts(counts));
      assumptions.forEach(session::assume);
      boolean everything = options.cut().contains(Options.EVERYTHING);
      this.ledger = new Ledger(session, cuts, everything, !following);
      String file = program.source().name();
      this.journal = new Journal(session, options.replacing(), file);
      excerpts.add(program.source());
      this.runner = new Runner(session, ledger, journal, excerpts);
      spending(READING, () -> run(program.body()));
      this.result = new Result(session, ledger, runner);
      result.find(program.body());
      ledger.end(top.all());
      this.definitions = ledger.definitions();
      if (following && !session.bounds().isSpent()) {
        uncalled(options);
      }
    }

    /// What the program never calls is called with drawn arguments.
    private void uncalled(Options options) {
      session.bounds().renew();
      Classes classes = runner.evaluator().classes();
      boolean again = options.learned() != Learned.NOTHING && !options.replacing().isEmpty();
      Map<String, Learned.Way> before = options.learned().ways();
      Uncalled uncalled =
          new Uncalled(session, journal, classes, top, program.comments(), before, again);
      spending(CALLING, () -> uncalled.run(program.body()));
      ways = uncalled.chosen();
    }

    /// Goes as far as the work goes; what comes after it is not read.
    private void spending(long units, Runnable work) {
      try {
        Effort.within(
            units,
            () -> {
              work.run();
              return null;
            });
      } catch (Effort.Spent e) {
        problems.add(tooLong(journal.place()));
        session.bounds().reset();
        journal.resume(0);
      }
    }

    private void run(List<Statement> body) {
      for (Statement statement : body) {
        if (session.bounds().isSpent()) {
          return;
        }
        ledger.begin(statements.size());
        if (statement instanceof Statement.If branches) {
          attempt(statement, () -> run(runner.taken(branches, top)));
        } else {
          statements.add(statement);
          attempt(statement, () -> top(statement));
        }
      }
    }

    /// A call that takes half of the work that is left fails for itself, where programs are
    /// followed.
    private void top(Statement statement) {
      boolean calls =
          statement instanceof Statement.Assign a && a.value() instanceof Expression.Call;
      if (!calls || !journal.isOn()) {
        runner.top(statement, top);
        return;
      }
      Journal.Mark mark = journal.mark();
      try {
        Effort.share(READING)
            .in(() -> {
              runner.top(statement, top);
              return null;
            });
      } catch (Effort.Spent e) {
        if (Effort.isSpent()) {
          throw e;
        }
        journal.back(mark);
        throw tooLong(statement.span()).raise();
      }
    }

    private void attempt(Statement statement, Runnable work) {
      try {
        work.run();
      } catch (LeibnizException e) {
        Counting.check(e, session);
        problems.addAll(session.asFollowed(e).problems());
        broken(statement);
      } catch (Faults.Raised e) {
        problems.add(e.problem());
        broken(statement);
      } catch (Faults.Silenced e) {
        broken(statement);
      }
    }

    /// What a statement that failed would have named has no value.
    private void broken(Statement statement) {
      session.bounds().reset();
      runner.broken(statement, top);
    }

    Script script(List<String> assumed) {
      List<String> assumptions = new ArrayList<>(assumed);
      assumptions.addAll(session.assumptions());
      List<Script.Line> lines = new ArrayList<>();
      for (int k = 0; k < statements.size(); k++) {
        List<Definition> made = new ArrayList<>();
        for (int n = 0; n < definitions.size(); n++) {
          if (ledger.entries().get(n).statement() == k) {
            made.add(definitions.get(n));
          }
        }
        Statement statement = statements.get(k);
        lines.add(new Script.Line(statement.span(), excerpts.of(statement.span()), made));
      }
      problems.addAll(journal.problems());
      List<Problem> sorted = new ArrayList<>(problems);
      sorted.sort(
          Comparator.comparingInt(p -> p.marks().isEmpty() ? 0 : p.marks().get(0).span().line()));
      return new Script(
          program.source(),
          definitions,
          sizes.values(),
          sizes.fixed(),
          assumptions,
          result.among(definitions),
          lines,
          journal.isOn() ? sorted : sorted.subList(0, Math.min(MOST_PROBLEMS, sorted.size())));
    }
  }
}
