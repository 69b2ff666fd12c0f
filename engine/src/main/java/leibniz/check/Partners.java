package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.Replacement;
import org.jspecify.annotations.Nullable;

/// Functions and their derivatives: `sigmoid` and `sigmoid_prime`, `cost` and `cost_gradient`, what
/// is handed to `minimize` as `fun` and `jac`. Both are called with the same arguments, behind the
/// end of the program.
final class Partners {
  private static final long ONE = 500_000; // units of work for a pair
  private static final String F = "value__";
  private static final String G = "derivative__";
  private static final String A = "at_output__";

  /// What is declared for a parameter.
  static final Pattern INPUT = Pattern.compile("input_(\\w+)__");

  private final Start start;
  private final Run run;
  private final Handing handing;

  Partners(Start start) {
    this.start = start;
    this.run = start.run();
    this.handing = new Handing(run);
  }

  /// Whether a program has functions that may be pairs.
  static boolean mayBe(Module program) {
    return !Derivatives.of(program).isEmpty();
  }

  /// All pairs of the program.
  List<FunctionPair> all() {
    List<FunctionPair> pairs = new ArrayList<>();
    for (Derivatives.Named named : Derivatives.of(run.program())) {
      named.derivative().receivers().stream()
          .map(receiver -> Effort.atMost(ONE, () -> pair(named, receiver)))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(pairs::add);
    }
    return pairs;
  }

  /// A pair with what the program itself hands the derivative, as a matrix that is symmetric; null
  /// if it never calls it, or if what it is by goes into the rest.
  ///
  /// @param apart whether what it is by is drawn
  @Nullable FunctionPair asCalled(FunctionPair pair, boolean apart) {
    Handing.Handed handed = Objects.requireNonNull(handing.handed(pair.named()));
    Map<String, Event> called = handing.called(pair.named());
    Run drawn = pair.start().run();
    Set<String> by = by(pair);
    List<Replacement> values = new ArrayList<>();
    for (String parameter : handed.names().keySet()) {
      Event declared = Handing.last(drawn, handed.names().getOrDefault(parameter, ""));
      Event now = called.get(parameter);
      if (now == null || declared == null) {
        return null;
      }
      boolean varies = now.value().any(e -> e.head() instanceof Head.Var);
      if (varies && !apart || !by.contains(parameter)) {
        values.add(new Replacement(declared.index(), now.value()));
      }
    }
    return replaced(pair, handed, values);
  }

  /// A pair with symmetric matrices for what is drawn, is square, and not what it is by; null if
  /// there are none.
  @Nullable FunctionPair symmetric(FunctionPair pair) {
    Handing.Handed handed = Objects.requireNonNull(handing.handed(pair.named()));
    Run drawn = pair.start().run();
    List<Replacement> values = new ArrayList<>();
    Set<String> by = by(pair);
    for (Map.Entry<String, String> name : handed.names().entrySet()) {
      Event declared = Handing.last(drawn, name.getValue());
      if (declared == null || by.contains(name.getKey())) {
        continue;
      }
      Expr x = declared.value();
      if (x.rank() == 2 && x.shape().get(0).equals(x.shape().get(1))) {
        Expr both = Build.plus(x, Build.transpose(x, List.of(1, 0)));
        values.add(new Replacement(declared.index(), Build.scale(Rational.of(1, 2), both)));
      }
    }
    return values.isEmpty() ? null : replaced(pair, handed, values);
  }

  /// The parameters that the parts are by.
  private static Set<String> by(FunctionPair pair) {
    return pair.parts().stream()
        .map(part -> part.arguments().keySet().iterator().next())
        .collect(Collectors.toSet());
  }

  private @Nullable FunctionPair replaced(
      FunctionPair pair, Handing.Handed handed, List<Replacement> values) {
    Run other = pair.start().run().replacing(values);
    Event value = other == null ? null : result(other);
    List<FunctionPair.Part> made =
        other == null ? List.of() : made(pair.named(), handed, other, parts(other));
    return other == null || value == null || made.isEmpty()
        ? null
        : new FunctionPair(
            pair.named(),
            calling(other),
            value,
            made,
            pair.place(),
            pair.body(),
            pair.guessed(),
            pair.unread());
  }

  private Start calling(Run other) {
    return new Start(
        start.sizes(), Set.of(), false, start.form().withoutCompanions(), other, other);
  }

  // --------------------------------------------------------------------------------------- calls

  private @Nullable FunctionPair pair(Derivatives.Named named, String receiver) {
    Handing.Handed handed = handing.handed(named);
    boolean call = receiver.contains("("); // one object for both
    String on = call ? Derivatives.OBJECT : receiver;
    String object =
        call
            ? Derivatives.OBJECT + " = " + receiver + "\n"
            : receiver.equals(Derivatives.OBJECT) ? handing.made(named.function().scope()) : "";
    return handed == null || object == null ? null : pair(named, on, object, handed);
  }

  /// @param object the line that makes the receiver, or nothing
  private @Nullable FunctionPair pair(
      Derivatives.Named named, String receiver, String object, Handing.Handed handed) {
    String begin = run.program().source().text() + "\n" + object + handed.text();
    String of = named.function().call(receiver);
    String by = named.derivative().call(receiver);
    String sign = DerivativeNames.isMinus(named.derivative().name()) ? "-" : "";
    String f =
        F
            + " = "
            + sign
            + Handing.call(of, named.function().required(), handed)
            + named.value()
            + "\n";
    List<Expression.Parameter> renamed = Handing.renamed(named);
    String g = G + " = " + Handing.call(by, renamed, handed) + named.slope() + "\n";
    Start with = calling(run);
    String text = begin + f + g;
    Run other = with.again(text);
    Event result = other == null ? null : result(other);
    if (other == null || result == null) {
      return null;
    }
    boolean one = handed.names().size() == 1 && Handing.last(other, G) != null;
    Event x = one ? Handing.last(other, handed.names().values().iterator().next()) : null;
    if (x != null && result.value().shape().equals(x.value().shape())) {
      text += A + " = " + by + "(" + F + ")\n";
    }
    List<String> parts = parts(other);
    parts = parts.isEmpty() ? EachNumber.parts(G, handed, other, result) : parts;
    for (int k = 0; k < parts.size(); k++) {
      text += "part" + k + "__ = " + parts.get(k) + "\n";
    }
    other = with.again(text);
    Event value = other == null ? null : result(other);
    if (other == null || value == null) {
      return null;
    }
    List<FunctionPair.Part> made = made(named, handed, other, parts);
    if (made.isEmpty()) {
      return null;
    }
    List<Frame> calls =
        run.following().frames().stream()
            .filter(frame -> frame.function().equals(named.derivative().frame()))
            .toList();
    boolean begins = Handing.last(run, named.at()) != null;
    boolean guessed = !begins && calls.stream().allMatch(run::isOurs);
    boolean unread = !calls.isEmpty() && calls.stream().allMatch(run::isOfUnread);
    Statement.Function own = named.derivative().function();
    return new FunctionPair(
        named, calling(other), value, made, own.nameSpan(), own.span(), guessed, unread);
  }

  // ------------------------------------------------------------------------------------- results

  /// What the function returns: the value, or the first of several.
  private static @Nullable Event result(Run run) {
    Event whole = Handing.last(run, F);
    return whole == null ? Handing.last(run, F + "[0]") : whole;
  }

  /// The parts of what the derivative returns, as one writes them; none if it is an array.
  private static List<String> parts(Run run) {
    return run.events().stream()
        .filter(e -> e.frame() == 0 && e.target().matches(G + "\\[[^\\[\\]]+\\]"))
        .map(Event::target)
        .distinct()
        .toList();
  }

  private List<FunctionPair.Part> made(
      Derivatives.Named named, Handing.Handed handed, Run other, List<String> parts) {
    Map<String, Event> arguments = new LinkedHashMap<>();
    handed
        .names()
        .forEach((parameter, name) -> {
          Event event = Handing.last(other, name);
          if (event != null) {
            arguments.put(parameter, event);
          }
        });
    Event whole = Handing.last(other, G);
    if (whole != null && parts.isEmpty()) {
      String stepped = stepped(named, arguments.keySet());
      Event value = Objects.requireNonNull(result(other));
      if (EachNumber.isBySome(arguments, value, whole)) {
        return List.of();
      }
      Map<String, Event> likely = ParameterNames.ordered(arguments, value, whole, stepped);
      boolean objects = arguments.size() < handed.names().size(); // it may be by what is in one
      likely.values().removeIf(e -> objects && !Judge.isLike(e, whole));
      String name = named.derivative().name();
      Map<String, Event> by = OwnFields.with(likely, named, other, value, whole);
      return by.isEmpty()
          ? List.of()
          : List.of(new FunctionPair.Part(name, whole, by, Handing.last(other, A)));
    }
    List<FunctionPair.Part> all = new ArrayList<>();
    List<String> names = named.derivative().results();
    for (int k = 0; k < parts.size(); k++) {
      Event event = Handing.last(other, "part" + k + "__");
      String name =
          parts.get(k).contains("'") || k >= names.size()
              ? parts.get(k).replace(G, "")
              : names.get(k);
      if (event == null) {
        continue;
      }
      if (whole != null) {
        String parameter = EachNumber.numbers(arguments).get(k);
        Map<String, Event> by = Map.of(parameter, arguments.get(parameter));
        all.add(new FunctionPair.Part(named.derivative().name() + name, event, by, null));
        continue;
      }
      Map<String, Event> by = by(name, event, arguments);
      if (!by.isEmpty()) {
        all.add(new FunctionPair.Part(name.replaceAll("[\\[\\]']", ""), event, by, null));
      }
    }
    return all;
  }

  /// What a derivative is by for some other reason than its shape; empty if there is none.
  private String stepped(Derivatives.Named named, Set<String> parameters) {
    if (!named.at().isEmpty()) {
      return named.function().required().getFirst().name(); // which a minimiser looks for
    }
    String by = named.derivative().by(named.function());
    String over = by == null ? DerivativeNames.over(named.derivative().name()) : by;
    return parameters.contains(over) ? over : Advanced.parameter(run.program(), named.derivative());
  }

  /// The parameter that a part is by, as its name says.
  private static Map<String, Event> by(String name, Event part, Map<String, Event> arguments) {
    String key = GradientName.Key.of("x" + name).field();
    GradientName said = GradientName.of(key.isEmpty() ? name : key);
    Map<String, Event> found = new LinkedHashMap<>();
    arguments.forEach((parameter, event) -> {
      boolean same =
          said != null && said.wrt().stream().anyMatch(w -> plain(w).equals(plain(parameter)));
      if (same || key.equals(parameter)) {
        found.put(parameter, event);
      }
    });
    return found.isEmpty() && said != null ? begun(said, part, arguments) : found;
  }

  /// The one parameter of a part's shape whose name begins as the part says: `Uout` of `gradU`.
  private static Map<String, Event> begun(
      GradientName said, Event part, Map<String, Event> arguments) {
    Map<String, Event> found = new LinkedHashMap<>(arguments);
    found
        .entrySet()
        .removeIf(e ->
            !e.getValue().value().shape().equals(part.value().shape())
                || said.wrt().stream().noneMatch(w -> plain(e.getKey()).startsWith(plain(w))));
    return found.size() == 1 ? found : Map.of();
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  // -------------------------------------------------------------------------------------- claims

  /// What a part claims.
  ///
  /// @param event where the derivative is called
  static Claim claim(FunctionPair pair, FunctionPair.Part part, Chain chain, Event event) {
    String sign = DerivativeNames.isMinus(pair.named().derivative().name()) ? "minus " : "";
    Loss loss = Loss.of(sign + pair.named().function().name(), pair.f(), chain);
    List<Claim.Pair> pairs = new ArrayList<>();
    part.arguments()
        .forEach((name, x) -> pairs.add(new Claim.Pair(loss, name, x, chain.variable(x.value()))));
    for (Claim.Pair whole : List.copyOf(pairs)) {
      pairs.addAll(Flattened.of(whole, event.value().shape()));
    }
    Group group = new Group(0, event.target(), List.of(event));
    GradientName said = new GradientName("", List.of(pairs.getFirst().name()), true);
    return new Claim(group, said, pairs, part.name(), null);
  }
}
