package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.verify.Claim;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;
import leibniz.verify.Verify;

/// The derivatives of one output, order by order. Each is the derivative of the one before it,
/// which was made as short as the laws can and is verified itself: what has axes `output ++ U` is
/// an expression like any other, and its derivative by V has axes `output ++ U ++ V`.
final class Orders {
  /// What is still evaluated at the sizes of the verification: 64 MB with its imaginary part.
  private static final double MOST_ENTRIES = 1 << 22;

  /// Sizes the user asks for are those of the verification, unless it would take long.
  private static final long LARGEST_SIZE = 64;

  private final Question question;
  private final Request request;
  private final Printing printing;
  private final Expr output;
  private final Set<String> laws = new LinkedHashSet<>();
  private final Map<List<Definition>, Expr> derived = new HashMap<>(); // as first simplified
  private final Map<List<Definition>, Expr> lower = new LinkedHashMap<>(); // differentiated again

  /// A derivative and what came of its verification.
  record Found(Claim claim, Verification verified) {}

  private Orders(Question question, Request request, Printing printing, Expr output) {
    this.question = question;
    this.request = request;
    this.printing = printing;
    this.output = output;
  }

  /// The derivatives a question asks for.
  ///
  /// @param output what is differentiated, as it was read: what is measured
  /// @param simple the same, simplified
  static Orders of(
      Question question, Request request, Printing printing, Expr output, Expr simple) {
    Orders orders = new Orders(question, request, printing, output);
    question.wrt().forEach(orders::refuseTooLarge);
    int most = question.wrt().stream().mapToInt(List::size).max().orElse(0);
    orders.lower.put(List.of(), simple);
    for (int order = 0; order < most; order++) {
      orders.derive(order);
    }
    return orders;
  }

  /// The laws that were used, by name.
  Set<String> laws() {
    return laws;
  }

  /// From all derivatives of an order that are asked for or on the way, those of the next: by all
  /// variables in one walk.
  private void derive(int order) {
    Map<List<Definition>, Set<Definition>> next = new LinkedHashMap<>();
    for (List<Definition> block : question.wrt()) {
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
      }
    });
  }

  /// The derivative as it is differentiated again, with nothing shared.
  private Expr lower(List<Definition> block) {
    Expr known = lower.get(block);
    if (known == null) {
      known = printing.associate(List.of(known(derived, block))).getFirst();
      lower.put(block, known);
    }
    return known;
  }

  private static Expr known(Map<List<Definition>, Expr> map, List<Definition> block) {
    return Objects.requireNonNull(map.get(block), () -> "nothing was derived by " + block);
  }

  /// A derivative on the way to a higher one, in the layout in which it is shown: shared if samples
  /// are not mixed.
  Claim onTheWay(List<Definition> block) {
    Axes axes = axes(block);
    Expr shared = General.share(lower(block), axes);
    return shared == null ? full(block) : new Claim(output, values(block), shared, axes);
  }

  private Claim full(List<Definition> block) {
    Axes axes = General.axes(output.shape(), shapes(block), Set.of());
    return new Claim(output, values(block), lower(block), axes);
  }

  /// What was asked for, in order, each in its layout, verified.
  List<Found> verified() {
    List<Axes> axes = new ArrayList<>();
    List<Expr> shared = new ArrayList<>();
    for (List<Definition> block : question.wrt()) {
      Axes layout = axes(block);
      Expr derivative = General.share(known(derived, block), layout);
      if (derivative == null) {
        throw Mixing.problem(question.script(), question.of(), block, layout, request.batch());
      }
      axes.add(layout);
      shared.add(derivative);
    }
    List<Expr> derivatives = printing.associate(shared);
    List<Claim> asked = new ArrayList<>();
    for (int k = 0; k < derivatives.size(); k++) {
      List<Expr> by = values(question.wrt().get(k));
      asked.add(new Claim(output, by, derivatives.get(k), axes.get(k)));
    }
    return verify(asked);
  }

  /// Each claim is measured on the derivative of an order lower, and that one before it.
  private List<Found> verify(List<Claim> asked) {
    Map<List<Definition>, Claim> before = new LinkedHashMap<>();
    for (List<Definition> block : question.wrt()) {
      for (int order = 1; order < block.size(); order++) {
        before.computeIfAbsent(block.subList(0, order), this::full);
      }
    }
    List<Claim> all = new ArrayList<>(before.values());
    all.addAll(asked);
    List<List<Definition>> blocks = new ArrayList<>(before.keySet());
    blocks.addAll(question.wrt());
    List<Expr> roots = new ArrayList<>(List.of(output));
    all.forEach(claim -> roots.add(claim.derivative()));
    Sizes sizes = Sizes.of(roots, given());

    Map<List<Definition>, List<Integer>> groups = new LinkedHashMap<>();
    for (int k = 0; k < all.size(); k++) {
      List<Definition> on = blocks.get(k).subList(0, blocks.get(k).size() - 1);
      groups.computeIfAbsent(on, b -> new ArrayList<>()).add(k);
    }
    Map<Claim, Verification> verified = new HashMap<>();
    groups.forEach((on, group) -> {
      List<Claim> claims = group.stream().map(all::get).toList();
      Expr measured = on.isEmpty() ? output : lower(on);
      List<Verification> results = Verify.derivatives(measured, claims, sizes);
      Claim basis = before.get(on);
      Verification below = basis == null ? null : verified.get(basis);
      for (int k = 0; k < claims.size(); k++) {
        Verification own = results.get(k);
        verified.put(claims.get(k), below == null ? own : own.after(below));
      }
    });
    return asked.stream()
        .map(claim -> new Found(claim, Objects.requireNonNull(verified.get(claim))))
        .toList();
  }

  private Map<String, Integer> given() {
    Map<String, Integer> given = new LinkedHashMap<>();
    request
        .sizes()
        .forEach((size, value) -> {
          if (value <= LARGEST_SIZE) {
            given.put(size, value.intValue());
          }
        });
    return given;
  }

  private Axes axes(List<Definition> block) {
    return switch (request.layout()) {
      case GENERAL -> General.axes(output.shape(), shapes(block), request.batch());
      case LIKE_INPUT -> General.likeInput(shapes(block));
    };
  }

  private static List<Expr> values(List<Definition> block) {
    return block.stream().map(Definition::value).toList();
  }

  private static List<Shape> shapes(List<Definition> block) {
    return block.stream().map(d -> d.value().shape()).toList();
  }

  /// Each order multiplies the number of entries: what cannot be evaluated is not begun.
  private void refuseTooLarge(List<Definition> block) {
    if (block.size() == 1) {
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
