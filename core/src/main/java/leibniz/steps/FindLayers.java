package leibniz.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.steps.Layers.Part;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import org.jspecify.annotations.Nullable;

/// Finds equal layers in a program, whether a loop made them or they were written out: lines that
/// repeat, such that one block over variables for what it gets is the same expression as each
/// other.
public final class FindLayers {
  private static final int FEWEST = 3;

  private final List<Part> lines;
  private final Map<Expr, Integer> position = new HashMap<>(); // of a symbol, where it is defined
  private final Numbering numbering;

  private FindLayers(List<Part> lines, Numbering numbering) {
    this.lines = lines;
    this.numbering = numbering;
    for (int k = 0; k < lines.size(); k++) {
      position.put(lines.get(k).symbol(), k);
    }
  }

  /// The layers of the program of a result, or null if there are not at least three.
  ///
  /// @param local the program with every line cut ([leibniz.trace.Options#EVERYTHING])
  public static @Nullable Layers of(Script local, Definition result) {
    List<Line> uses = Uses.of(local, result.name());
    if (uses.size() < FEWEST) {
      return null;
    }
    Set<Expr> inputs = new HashSet<>();
    local
        .inputs()
        .forEach(input -> {
          if (input.was() == null) {
            inputs.add(input.value());
          }
        });
    Rows rows = Rows.of(uses.stream().map(Line::local).toList(), inputs);
    List<Part> lines = new ArrayList<>();
    for (int k = 0; k < uses.size(); k++) {
      Line line = uses.get(k);
      lines.add(new Part(line.definition(), line.symbol(), rows.values().get(k)));
    }
    return new FindLayers(lines, Numbering.of(local, rows)).find();
  }

  // --- where lines repeat
  // -------------------------------------------------------------------------

  /// Lines that look alike from one distance to the next, the most first.
  private record Stretch(int start, int period, int layers) {}

  private @Nullable Layers find() {
    List<Integer> looks = lines.stream().map(line -> look(line.value())).toList();
    List<Stretch> stretches = new ArrayList<>();
    for (int period = 1; period <= lines.size() / FEWEST; period++) {
      int run = 0;
      for (int k = 0; k + period <= lines.size(); k++) {
        boolean alike = k + period < lines.size() && looks.get(k).equals(looks.get(k + period));
        if (!alike && run >= (FEWEST - 1) * period) {
          int start = k - run;
          for (int shift = 0; shift < period && run - shift >= (FEWEST - 1) * period; shift++) {
            int layers = 1 + (run - shift) / period;
            stretches.add(new Stretch(start + shift, period, layers));
            if (start + shift >= period) { // the first looks another when it starts from nothing
              stretches.add(new Stretch(start + shift - period, period, layers + 1));
            }
          }
        }
        run = alike ? run + 1 : 0;
      }
    }
    stretches.sort((a, b) -> {
      int most = Integer.compare(b.layers * b.period, a.layers * a.period);
      return most != 0 ? most : Integer.compare(a.period, b.period);
    });
    for (Stretch stretch : stretches.subList(0, Math.min(MOST_TRIED, stretches.size()))) {
      Layers found = at(stretch);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static final int MOST_TRIED = 64;

  /// What an expression looks like when nothing is known of names, sizes and the order of factors
  /// and terms; so nor of numbers and signs, which stand where the first term wants them.
  private static int look(Expr value) {
    Map<Expr, Integer> known = new HashMap<>();
    for (Expr node : value.inOrder()) {
      if (isScaled(node)) {
        known.put(node, known.getOrDefault(node.arg(0), 0));
        continue;
      }
      int args = 0;
      for (Expr argument : node.args()) {
        int h = known.getOrDefault(argument, 0) * 0x9E3779B1;
        args += h ^ (h >>> 15);
      }
      int head =
          switch (node.head()) {
            case Head.Var _ -> 1;
            case Head.Num _ -> 2;
            case Head.Einsum _ -> 3;
            case Head.Sum _ -> 4;
            case Head.Map m -> m.op().name().hashCode();
            case Head.Special _ -> 5;
          };
      known.put(node, 31 * (31 * head + args) + node.rank());
    }
    return known.getOrDefault(value, 0);
  }

  /// Whether it is a number times something.
  private static boolean isScaled(Expr e) {
    return e.args().size() == 1 && e == Build.scale(coefficient(e), e.arg(0));
  }

  private static Rational coefficient(Expr e) {
    return e.head() instanceof Head.Einsum product ? product.coefficient() : Rational.ZERO;
  }

  // --- whether they are equal
  // ---------------------------------------------------------------------

  private @Nullable Layers at(Stretch stretch) {
    List<Block> blocks = new ArrayList<>();
    for (int k = 0; k < stretch.layers; k++) {
      int start = stretch.start + k * stretch.period;
      blocks.add(new Block(lines, start, start + stretch.period, numbering));
    }
    while (blocks.size() >= FEWEST && !isLast(blocks.getLast(), blocks.get(blocks.size() - 2))) {
      blocks.removeLast(); // it hands on more than a layer does, so it stands by itself
    }
    while (blocks.size() >= FEWEST) {
      Layers found = new Match(lines, blocks, position).layers();
      if (found != null || blocks.size() == FEWEST) {
        return found;
      }
      blocks.removeFirst(); // the first may be another kind of layer
      if (stretch.layers - blocks.size() > 2) {
        return null;
      }
    }
    return null;
  }

  /// Whether what comes after uses nothing of the last layer but what the next would use.
  private boolean isLast(Block last, Block before) {
    Set<Integer> handed = new HashSet<>();
    last.uses()
        .forEach(used -> {
          int at = position.getOrDefault(used, -1);
          if (at >= before.start() && at < before.end()) {
            handed.add(at - before.start());
          }
        });
    for (Part line : lines.subList(last.end(), lines.size())) {
      for (Expr used : Block.variables(line.value())) {
        int at = position.getOrDefault(used, -1);
        boolean own = at >= last.start() && at < last.end();
        if (own && !handed.contains(at - last.start())) {
          return false;
        }
      }
    }
    return true;
  }
}
