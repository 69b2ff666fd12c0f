package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import leibniz.code.SelfCheck;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Values;
import leibniz.program.Linearize;
import leibniz.program.Program;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.verify.Claim;
import leibniz.verify.Counts;
import leibniz.verify.Sizes;
import leibniz.verify.Structure;
import leibniz.verify.Verification;
import org.jspecify.annotations.Nullable;

/// A derivative as a file that checks itself.
///
/// @param what is printed, or null if there is a reason why not
/// @param reason it, or null
/// @param batch the sizes of batch axes
record Checked(@Nullable SelfCheck what, @Nullable String reason, Set<Dim> batch) {
  private static final int SEEDS = 8;

  /// Where inputs are drawn from, in the order in which it is tried.
  private static final List<SelfCheck.Draw> DRAWS = draws();

  private static List<SelfCheck.Draw> draws() {
    List<SelfCheck.Draw> draws = new ArrayList<>();
    for (boolean identity : List.of(true, false)) {
      draws.add(new SelfCheck.Draw(0.1, 0.9, identity));
      draws.add(new SelfCheck.Draw(0.05, 0.3, identity));
      draws.add(new SelfCheck.Draw(1.1, 2, identity));
      draws.add(new SelfCheck.Draw(-0.9, -0.1, identity));
    }
    return List.copyOf(draws);
  }

  static Checked of(
      Printing printing,
      List<Name> wrt,
      Claim claim,
      Verification verified,
      Printing.Programs programs) {
    Question question = printing.question();
    List<Expr> both = List.of(claim.function(), claim.derivative());
    List<Expr> inputs = question.script().inputs().stream().map(Definition::value).toList();
    Map<String, Integer> sizes = new LinkedHashMap<>(Sizes.of(both, Map.of()).first());
    verified.sizes().stream().findFirst().ifPresent(sizes::putAll);
    String reason = reason(question, wrt);
    Optional<SelfCheck.Draw> draw =
        reason == null
            ? DRAWS.stream().filter(d -> hasValues(both, sizes, d)).findFirst()
            : Optional.empty();
    if (draw.isEmpty()) {
      String none = "no numbers were found at which both it and the function have values";
      return new Checked(null, reason == null ? none : reason, Set.of());
    }
    List<Program.Root> root = List.of(new Program.Root(printing.of(), claim.function()));
    Program value =
        printing.withSizes(Linearize.of(inputs, root, others(printing), question.script().sizes()));
    SelfCheck what =
        new SelfCheck(
            programs.target(),
            programs.program(CodeStyle.EINSUM),
            printing.of().identifier(),
            value,
            wrt.getFirst(),
            claim.axes(),
            sizes,
            draw.get());
    return new Checked(what, null, printing.batch());
  }

  /// The names but that of the function: it is computed as it was read, and its simplified value,
  /// which has the name elsewhere, may be a part of it.
  private static Names others(Printing printing) {
    Map<Expr, Name> others = new LinkedHashMap<>();
    for (Expr node : printing.named()) {
      Name name = printing.names().of(node);
      if (name != null && !name.equals(printing.of())) {
        others.put(node, name);
      }
    }
    return new Names(others);
  }

  String in(Language language, CodeStyle style) {
    if (what == null) {
      throw new IllegalStateException(reason);
    }
    return language.dialect(batch, style).checked(what);
  }

  Optional<String> refused() {
    return Optional.ofNullable(reason);
  }

  /// Why there is none, or null.
  private static @Nullable String reason(Question question, List<Name> wrt) {
    if (wrt.size() != 1 || question.along().kind() != Direction.Kind.NONE) {
      return "it is not a first derivative";
    }
    for (Definition input : question.script().inputs()) {
      Name name = input.name();
      if (name.index().size() > 1) {
        return name + " stands in a list of lists";
      }
      if (Counts.is(input.value())) {
        return name + " holds whole numbers or truth values, which are not drawn";
      }
      if (input.value().head() instanceof Head.Var v) {
        for (Head.Property property : v.properties()) {
          boolean moved = property.binds() && name.equals(wrt.getFirst());
          if (moved || property.isOfSquares()) {
            String how = moved ? "moved" : "drawn";
            return name
                + " is declared "
                + property.word()
                + ", and entries are "
                + how
                + " freely";
          }
        }
      }
    }
    return null;
  }

  private static boolean hasValues(
      List<Expr> roots, Map<String, Integer> sizes, SelfCheck.Draw draw) {
    return LongStream.range(0, SEEDS).allMatch(seed -> hasValues(roots, sizes, draw, seed));
  }

  private static boolean hasValues(
      List<Expr> roots, Map<String, Integer> sizes, SelfCheck.Draw draw, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Expr, Values> point = new HashMap<>();
    for (Expr node : Expr.inOrder(roots)) {
      if (node.head() instanceof Head.Var input) {
        if (draw.from() < 0 && input.properties().contains(Head.Property.POSITIVE)) {
          return false;
        }
        Values values = Values.zeros(node.shape().at(Sizes.at(sizes)));
        int last = node.rank() == 0 ? 1 : values.shape()[node.rank() - 1];
        for (int k = 0; k < values.count(); k++) {
          boolean one = draw.addsIdentity(node) && k / last % last == k % last;
          values.re()[k] = random.nextDouble(draw.from(), draw.to()) + (one ? 1 : 0);
        }
        Structure.impose(input, values);
        point.put(node, values);
      }
    }
    for (Values values : Evaluate.of(roots, point, Sizes.at(sizes)).values()) {
      for (double entry : values.re()) {
        if (!Double.isFinite(entry)) {
          return false;
        }
      }
    }
    return true;
  }
}
