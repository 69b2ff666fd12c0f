package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.calculus.PushForward;
import leibniz.ir.Aside;
import leibniz.ir.Axes;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.program.Cost;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.verify.Claim;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;
import leibniz.verify.Verify;

/// The derivatives of one output, order by order. Each is the derivative of the one before it,
/// which was made as short as the laws can and is verified itself: what has axes `output ++ U` is
/// an expression like any other, and its derivative by V has axes `output ++ U ++ V`.
///
/// What is declared to bind the entries of a variable is used in the answers, and not on the way to
/// them: they are derived by the free variable, which is then put back as it is declared, and
/// measured where it is so.
final class Orders {
  /// What is still evaluated at the sizes of the verification: 64 MB with its imaginary part.
  private static final double MOST_ENTRIES = 1 << 22;

  /// Sizes the user asks for are those of the verification, unless it would take long.
  private static final long LARGEST_SIZE = 64;

  private final Question question; // with free variables
  private final Along along; // by free variables
  private final Along moves; // by what they are declared to be
  private final Map<Expr, Expr> declared;
  private final Request request;
  private final UnaryOperator<List<Expr>> between;
  private final Expr output;
  private final Set<String> laws = new LinkedHashSet<>();
  private final Map<List<Definition>, Expr> derived = new HashMap<>(); // as first simplified
  private final Map<List<Definition>, Mode> modes = new HashMap<>();
  private final Map<List<Definition>, Expr> lower = new LinkedHashMap<>(); // differentiated again

  /// A derivative and what comes of its verification.
  record Found(Claim claim, Mode mode, Supplier<Verification> verified) {}

  private Orders(
      Question question, Request request, UnaryOperator<List<Expr>> between, Expr output) {
    this.question = question.free();
    this.along = this.question.along();
    this.moves = question.along();
    this.declared = question.declared();
    this.request = request;
    this.between = between;
    this.output = output;
  }

  /// The derivatives a question asks for, refused if they are too large to be measured.
  ///
  /// @param printing for expressions of the free variables
  /// @param output what is differentiated, as it was read, of the free variables: what is measured
  /// @param simple the same, simplified
  static Orders of(
      Question question, Request request, Printing printing, Expr output, Expr simple) {
    Orders orders = new Orders(question, request, printing::associate, output);
    orders.question.blocks().forEach(orders::refuseTooLarge);
    orders.derive(simple);
    return orders;
  }

  /// The same, which nobody is going to measure or to read.
  static Orders unmeasured(Question question, Request request, Expr simple) {
    UnaryOperator<List<Expr>> shorter = e -> Simplify.thoroughly(e, List.of()).expressions();
    Orders orders = new Orders(question, request, shorter, simple);
    orders.derive(simple);
    return orders;
  }

  private void derive(Expr simple) {
    int most = question.blocks().stream().mapToInt(List::size).max().orElse(0);
    start(simple);
    for (int order = 0; order < most; order++) {
      derive(order);
    }
  }

  /// The laws that were used, by name.
  Set<String> laws() {
    return laws;
  }

  /// What the first derivatives are of: the output, contracted with the directions.
  private void start(Expr simple) {
    Expr contracted = along.contracted(simple);
    if (along.kind().isTangent()) {
      Simplify shorter = Simplify.of(List.of(contracted));
      laws.addAll(shorter.laws());
      contracted = shorter.expressions().getFirst();
      derived.put(List.of(), contracted);
    }
    lower.put(List.of(), contracted);
  }

  /// From all derivatives of an order that are asked for or on the way, those of the next: by all
  /// variables in one walk.
  private void derive(int order) {
    Map<List<Definition>, Set<Definition>> next = new LinkedHashMap<>();
    for (List<Definition> block : question.blocks()) {
      if (block.size() > order) {
        next.computeIfAbsent(block.subList(0, order), b -> new LinkedHashSet<>())
            .add(block.get(order));
      }
    }
    next.forEach((before, variables) -> {
      List<Expr> by = variables.stream().map(Definition::value).toList();
      Map<Expr, Expr> raw = Differentiate.of(lower(before), by);
      Simplify simple = Simplify.of(by.stream().map(raw::get).toList());
      laws.addAll(simple.laws());
      int k = 0;
      for (Definition variable : variables) {
        List<Definition> block = new ArrayList<>(before);
        block.add(variable);
        derived.put(block, simple.expressions().get(k++));
        chooseMode(block);
      }
    });
  }

  /// Takes the derivative from the other end where that is cheaper: it can be where the output has
  /// more entries than the variable.
  private void chooseMode(List<Definition> block) {
    Expr function = lower(block.subList(0, block.size() - 1));
    Expr variable = block.getLast().value();
    Expr reverse = known(derived, block);
    Map<String, Long> sizes = question.script().sizes();
    Mode mode = Mode.only(along.way());
    if (Cost.entries(function.shape(), sizes) > Cost.entries(variable.shape(), sizes)) {
      Simplify simple = Simplify.of(List.of(PushForward.derivative(function, variable)));
      Expr forward = simple.expressions().getFirst();
      mode = Mode.cheaper(Cost.of(reverse, sizes), Cost.of(forward, sizes));
      if (mode.way() == Mode.Way.FORWARD) {
        laws.addAll(simple.laws());
        derived.put(block, forward);
      }
    }
    modes.put(block, mode);
  }

  /// The derivative as it is differentiated again, with nothing shared.
  private Expr lower(List<Definition> block) {
    Expr known = lower.get(block);
    if (known == null) {
      known = between.apply(List.of(known(derived, block))).getFirst();
      lower.put(block, known);
    }
    return known;
  }

  private static Expr known(Map<List<Definition>, Expr> map, List<Definition> block) {
    return Objects.requireNonNull(map.get(block), () -> "nothing was derived by " + block);
  }

  /// The expression with what its variables are declared to be.
  private Expr asDeclared(Expr e) {
    return declared.isEmpty() ? e : e.substitute(declared);
  }

  private Expr simplifiedAsDeclared(Expr e) {
    if (declared.isEmpty()) {
      return e;
    }
    Simplify simple = Simplify.of(List.of(asDeclared(e)));
    laws.addAll(simple.laws());
    return simple.expressions().getFirst();
  }

  /// A derivative on the way to a higher one, in the layout in which it is shown: shared if samples
  /// are not mixed.
  ///
  /// @param asked as it was asked for
  Claim onTheWay(List<Definition> asked) {
    List<Definition> block = asked.stream().map(this::free).toList();
    Axes axes = axes(block);
    Expr shared = General.share(simplifiedAsDeclared(lower(block)), axes);
    return shared == null ? full(block) : claim(block, shared, axes);
  }

  private Definition free(Definition variable) {
    return question.variables().stream()
        .filter(v -> v.name().equals(variable.name()))
        .findFirst()
        .orElse(variable);
  }

  private Claim full(List<Definition> block) {
    Axes axes = General.axes(function().shape(), shapes(block), Set.of());
    return claim(block, asDeclared(lower(block)), axes);
  }

  private Claim claim(List<Definition> block, Expr derivative, Axes axes) {
    return new Claim(function(), moves.moves(), values(block), derivative, axes);
  }

  /// What is measured, as it was read: the output, or what a cotangent makes of it.
  private Expr function() {
    return asDeclared(along.kind() == Direction.Kind.VJP ? along.contracted(output) : output);
  }

  /// A derivative in the layout that is asked for.
  record Shared(Expr derivative, Axes axes) {}

  /// What was asked for, in order, each in its layout.
  List<Shared> shared() {
    List<Shared> shared = new ArrayList<>();
    for (List<Definition> block : question.blocks()) {
      Axes layout = axes(block);
      Expr derivative = General.share(simplifiedAsDeclared(known(derived, block)), layout);
      if (derivative == null) {
        throw Mixing.problem(question.script(), question.of(), block, layout, request.batch());
      }
      shared.add(new Shared(derivative, layout));
    }
    return shared;
  }

  /// The same, which are verified while whoever asked goes on.
  ///
  /// @param answers for expressions of the variables as they are declared
  List<Found> verified(Printing answers) {
    List<Shared> shared = shared();
    List<Expr> derivatives = answers.associate(shared.stream().map(Shared::derivative).toList());
    List<Claim> asked = new ArrayList<>();
    for (int k = 0; k < derivatives.size(); k++) {
      asked.add(claim(question.blocks().get(k), derivatives.get(k), shared.get(k).axes()));
    }
    return verify(asked);
  }

  /// Each claim is measured on the derivative of an order lower, and that one before it.
  private List<Found> verify(List<Claim> asked) {
    Map<List<Definition>, Claim> before = new LinkedHashMap<>();
    for (List<Definition> block : question.blocks()) {
      int first = along.kind().isTangent() ? 0 : 1; // a tangent is a derivative already
      for (int order = first; order < block.size(); order++) {
        before.computeIfAbsent(block.subList(0, order), this::full);
      }
    }
    List<Claim> all = new ArrayList<>(before.values());
    all.addAll(asked);
    List<List<Definition>> blocks = new ArrayList<>(before.keySet());
    blocks.addAll(question.blocks());
    List<Expr> roots = new ArrayList<>(List.of(function()));
    all.forEach(claim -> roots.add(claim.derivative()));
    Sizes sizes = Sizes.of(roots, given());

    Map<Optional<List<Definition>>, List<Integer>> groups = new LinkedHashMap<>();
    for (int k = 0; k < all.size(); k++) {
      groups.computeIfAbsent(measuredOn(blocks.get(k)), b -> new ArrayList<>()).add(k);
    }
    List<Measuring> measuring = new ArrayList<>();
    groups.forEach((on, group) -> {
      Expr measured = on.map(b -> asDeclared(lower(b))).orElseGet(this::function);
      measuring.add(
          new Measuring(
              measured, group.stream().map(all::get).toList(), on.map(before::get), sizes));
    });
    Expr whole = asDeclared(output);
    Aside<Map<Claim, Verification>> verified = Aside.of(() -> verified(measuring));
    List<Found> found = new ArrayList<>();
    for (int k = 0; k < asked.size(); k++) {
      Claim claim = asked.get(k);
      Mode mode = modes.getOrDefault(question.blocks().get(k), Mode.only(along.way()));
      Lazy<Verification> own =
          new Lazy<>(
              () -> and(Objects.requireNonNull(verified.get().get(claim)), claim, whole, sizes));
      found.add(new Found(claim, mode, own::get));
    }
    return found;
  }

  /// Claims that are measured together.
  ///
  /// @param on what they are the derivatives of
  /// @param below what was claimed of that itself
  private record Measuring(Expr on, List<Claim> claims, Optional<Claim> below, Sizes sizes) {}

  private static Map<Claim, Verification> verified(List<Measuring> measuring) {
    Map<Claim, Verification> verified = new HashMap<>();
    for (Measuring group : measuring) {
      List<Verification> results = Verify.derivatives(group.on, group.claims, group.sizes);
      Optional<Verification> below = group.below.map(verified::get);
      for (int k = 0; k < group.claims.size(); k++) {
        Verification own = results.get(k);
        verified.put(group.claims.get(k), below.map(own::after).orElse(own));
      }
    }
    return verified;
  }

  /// With what the direction of a product is measured by besides.
  private Verification and(Verification verified, Claim claim, Expr whole, Sizes sizes) {
    return along.kind() == Direction.Kind.NONE || !verified.ok()
        ? verified
        : verified.and(Adjoint.of(moves, whole, claim, sizes));
  }

  /// The derivative of an order lower; empty for the function itself.
  private Optional<List<Definition>> measuredOn(List<Definition> block) {
    int first = along.kind().isTangent() ? 0 : 1;
    return block.size() == first
        ? Optional.empty()
        : Optional.of(block.subList(0, block.size() - 1));
  }

  private Map<String, Integer> given() {
    Map<String, Integer> given = new LinkedHashMap<>();
    SortedMap<String, Long> all = new TreeMap<>(question.script().needed());
    all.putAll(request.sizes());
    all.forEach((size, value) -> {
      if (value <= LARGEST_SIZE) {
        given.put(size, value.intValue());
      }
    });
    return given;
  }

  private Axes axes(List<Definition> block) {
    if (along.kind() == Direction.Kind.VJP) {
      return General.likeInput(shapes(block).getFirst(), request.batch());
    }
    return switch (request.layout()) {
      case GENERAL -> General.axes(output.shape(), shapes(block), request.batch());
      case LIKE_INPUT -> General.likeInput(shapes(block));
    };
  }

  private List<Expr> values(List<Definition> block) {
    return block.stream().map(d -> asDeclared(d.value())).toList();
  }

  private static List<Shape> shapes(List<Definition> block) {
    return block.stream().map(d -> d.value().shape()).toList();
  }

  /// Each order multiplies the number of entries: what cannot be evaluated is not begun.
  private void refuseTooLarge(List<Definition> block) {
    if (block.size() < 2) {
      return;
    }
    List<Expr> roots = new ArrayList<>(List.of(output));
    roots.addAll(values(block));
    SortedMap<String, Integer> sizes = Sizes.of(roots, given()).second();
    for (int order = 2; order <= block.size(); order++) {
      List<Definition> part = block.subList(0, order);
      Axes axes =
          order == block.size() ? axes(part) : General.axes(output.shape(), shapes(part), Set.of());
      double entries = 1;
      for (int size : axes.shape().at(name -> Objects.requireNonNull(sizes.get(name)))) {
        entries *= size;
      }
      if (entries > MOST_ENTRIES) {
        throw Problem.error(
                Code.LBZ212,
                Show.derivative(question.of().name(), part.stream().map(Definition::name).toList())
                    + " "
                    + axes
                    + " is too large to be verified: "
                    + String.format(java.util.Locale.ROOT, "%.2g", entries)
                    + " entries")
            .help("sizes that are symbols are verified small: write n for a number where you can")
            .raise();
      }
    }
  }
}
