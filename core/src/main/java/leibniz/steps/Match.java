package leibniz.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Renaming;
import leibniz.ir.Shape;
import leibniz.steps.Layers.Family;
import leibniz.steps.Layers.Part;
import leibniz.steps.Layers.State;
import leibniz.steps.Layers.Width;
import org.jspecify.annotations.Nullable;

/// Blocks of lines, held against one another: every one is written over the same variables for what
/// it gets, and is then the same expression or is no layer.
final class Match {
  private final List<Part> lines;
  private final List<Block> blocks;
  private final Map<Expr, Integer> position;
  private final List<Integer> handed = new ArrayList<>(); // the lines a layer hands to the next
  private final Map<Numbering.Key, Integer> families = new LinkedHashMap<>(); // the first number
  private final Map<List<Dim>, Dim> widths = new LinkedHashMap<>();

  Match(List<Part> lines, List<Block> blocks, Map<Expr, Integer> position) {
    this.lines = lines;
    this.blocks = blocks;
    this.position = position;
  }

  /// The layers, or null if the blocks are not equal.
  @Nullable Layers layers() {
    if (!readStates() || !readFamilies() || leaks()) {
      return null;
    }
    for (List<Expr> starts : starts()) {
      Layers found = with(starts);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// The lines that the second block gets from the first; every other must get the same from the
  /// one before it, and nothing from further back.
  private boolean readStates() {
    Set<Integer> found = new LinkedHashSet<>();
    for (Expr used : blocks.get(1).uses()) {
      int line = in(blocks.getFirst(), used);
      if (line >= 0) {
        found.add(line);
      }
    }
    handed.addAll(found);
    for (int k = 1; k < blocks.size(); k++) {
      for (Expr used : blocks.get(k).uses()) {
        for (int back = 0; back < k; back++) {
          int line = in(blocks.get(back), used);
          if (line >= 0 && (back < k - 1 || !found.contains(line))) {
            return false;
          }
        }
      }
    }
    return !handed.isEmpty();
  }

  /// Where a symbol is defined in a block, or -1.
  private int in(Block block, Expr symbol) {
    int at = position.getOrDefault(symbol, -1);
    return at >= block.start() && at < block.end() ? at - block.start() : -1;
  }

  /// Inputs whose number grows by one from layer to layer; those that do not change are the same
  /// for all.
  private boolean readFamilies() {
    List<Map<Numbering.Key, Set<Integer>>> numbers = blocks.stream().map(Block::numbers).toList();
    for (var entry : numbers.get(1).entrySet()) {
      Set<Integer> second = entry.getValue();
      Set<Integer> first = numbers.getFirst().getOrDefault(entry.getKey(), Set.of());
      if (second.size() == 1) {
        int number = second.iterator().next();
        boolean grows = true;
        for (int k = 0; k < blocks.size(); k++) {
          Set<Integer> here = numbers.get(k).getOrDefault(entry.getKey(), Set.of());
          grows &= here.contains(number + k - 1) && (k == 0 || here.size() == 1);
        }
        if (grows) {
          families.put(entry.getKey(), number - 1);
          continue;
        }
      }
      if (!first.containsAll(second)) {
        return false;
      }
    }
    return true;
  }

  /// Whether something but the last layer's states is used after the layers, or a family's member
  /// elsewhere too.
  private boolean leaks() {
    int end = blocks.getLast().end();
    for (int k = 0; k < lines.size(); k++) {
      if (k >= blocks.getFirst().start() && k < end) {
        continue;
      }
      for (Expr used : Block.variables(lines.get(k).value())) {
        int at = position.getOrDefault(used, -1);
        boolean inside = at >= blocks.getFirst().start() && at < end;
        if (inside && !handed.contains(in(blocks.getLast(), used)) || isMember(used)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMember(Expr input) {
    Numbering.Place place = blocks.getFirst().numbering().of(input);
    Integer first = place == null ? null : families.get(place.key());
    return first != null
        && place != null
        && place.number() >= first
        && place.number() < first + blocks.size();
  }

  /// What the states may be before the first layer: variables of the first block that no other
  /// block uses in their place, or zeros.
  private List<List<Expr>> starts() {
    Set<Expr> shared = blocks.get(1).uses();
    List<Expr> candidates =
        blocks.getFirst().uses().stream()
            .filter(v -> in(blocks.getFirst(), v) < 0 && !isMember(v))
            .sorted((a, b) -> Boolean.compare(shared.contains(a), shared.contains(b)))
            .toList();
    List<List<Expr>> all = new ArrayList<>(List.of(List.of()));
    for (int line : handed) {
      Expr state = blocks.getFirst().parts().get(line).symbol();
      List<Expr> here = new ArrayList<>(candidates);
      here.removeIf(candidate -> candidate.rank() != state.rank());
      here.add(Build.zeros(state.shape())); // what starts with zeros has none in its first layer
      List<List<Expr>> longer = new ArrayList<>();
      for (List<Expr> chosen : all) {
        for (Expr candidate : here) {
          if (longer.size() < MOST_TRIED) {
            List<Expr> one = new ArrayList<>(chosen);
            one.add(candidate);
            longer.add(one);
          }
        }
      }
      all = longer;
    }
    return all;
  }

  private static final int MOST_TRIED = 64;

  private @Nullable Layers with(List<Expr> starts) {
    widths.clear();
    List<List<Expr>> leaves = new ArrayList<>(); // of each slot, the variable of each block
    List<String> names = new ArrayList<>();
    for (int k = 0; k < handed.size(); k++) {
      List<Expr> before = new ArrayList<>(List.of(starts.get(k)));
      for (int block = 1; block < blocks.size(); block++) {
        before.add(blocks.get(block - 1).parts().get(handed.get(k)).symbol());
      }
      leaves.add(before);
      names.add(stem(handed.get(k)) + " before");
    }
    for (int line = 0; line < blocks.getFirst().parts().size(); line++) {
      int at = line;
      leaves.add(blocks.stream().map(b -> b.parts().get(at).symbol()).toList());
      names.add(stem(line) + " after " + line);
    }
    families.forEach((key, first) -> {
      leaves.add(members(key, first));
      names.add(key.base() + " of layer");
    });
    List<Expr> variables = new ArrayList<>();
    for (int slot = 0; slot < leaves.size(); slot++) {
      variables.add(Build.var(names.get(slot), shape(leaves.get(slot))));
    }
    List<Expr> layer = over(1, leaves, variables);
    for (int block = 2; block < blocks.size() && layer != null; block++) {
      layer = layer.equals(over(block, leaves, variables)) ? layer : null;
    }
    if (layer == null) {
      return null;
    }
    Map<Expr, Expr> nothing = new HashMap<>();
    for (int k = 0; k < handed.size(); k++) {
      if (starts.get(k).isZero()) {
        nothing.put(variables.get(k), Build.zeros(variables.get(k).shape()));
      }
    }
    List<Expr> first = nothing.isEmpty() ? layer : new Renaming(nothing, Map.of()).of(layer);
    return first.equals(over(0, leaves, variables)) ? found(starts, variables, layer) : null;
  }

  /// The lines of a block over the variables; null if it does not fit them.
  private @Nullable List<Expr> over(int block, List<List<Expr>> leaves, List<Expr> variables) {
    Map<Expr, Expr> renamed = new HashMap<>();
    for (int slot = 0; slot < leaves.size(); slot++) {
      Expr leaf = leaves.get(slot).get(block);
      if (!leaf.isZero() && renamed.putIfAbsent(leaf, variables.get(slot)) != null) {
        return null; // two states are one before the first layer: then they are not told apart
      }
    }
    return written(block, renamed);
  }

  private String stem(int line) {
    return Numbering.stem(blocks.get(1).parts().get(line).definition().name());
  }

  private List<Expr> members(Numbering.Key key, int first) {
    List<Expr> members = new ArrayList<>();
    for (int k = 0; k < blocks.size(); k++) {
      int number = first + k;
      for (Expr used : blocks.get(k).uses()) {
        Numbering.Place place = blocks.getFirst().numbering().of(used);
        if (place != null && place.key().equals(key) && place.number() == number) {
          members.add(used);
        }
      }
    }
    return members;
  }

  /// The sizes that all blocks have, and a size of its own for each that changes.
  private Shape shape(List<Expr> leaves) {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < leaves.getFirst().rank(); axis++) {
      int a = axis;
      List<Dim> sizes = leaves.stream().map(e -> e.shape().get(a)).toList();
      boolean same = new HashSet<>(sizes).size() == 1;
      dims.add(same ? sizes.getFirst() : widths.computeIfAbsent(sizes, this::width));
    }
    return new Shape(dims);
  }

  /// `n[l]` for n0, n1, n2, …; a size that runs one layer ahead of another has its name.
  private Dim width(List<Dim> sizes) {
    int from = families.values().stream().findFirst().orElse(1);
    Name first = Name.of(sizes.getFirst().toString());
    String stem = Numbering.stem(first);
    boolean numbered = !stem.equals(first.base());
    int number = numbered ? Integer.parseInt(first.base().substring(stem.length())) : 0;
    for (int k = 0; k < sizes.size(); k++) {
      numbered &= sizes.get(k).toString().equals(stem + (number + k));
    }
    if (numbered) {
      return Dim.symbol(stem + "[" + layer(number - from) + "]");
    }
    List<Dim> tail = sizes.subList(1, sizes.size());
    List<Dim> front = sizes.subList(0, sizes.size() - 1);
    for (var other : widths.entrySet()) {
      String name = other.getValue().toString();
      String list = name.substring(0, name.indexOf('['));
      List<Dim> known = other.getKey();
      if (name.endsWith("[l]") && known.subList(1, known.size()).equals(front)) {
        return Dim.symbol(list + "[l+1]");
      }
      if (name.endsWith("[l]") && known.subList(0, known.size() - 1).equals(tail)) {
        return Dim.symbol(list + "[l-1]");
      }
    }
    return Dim.symbol("width" + (widths.isEmpty() ? "" : widths.size() + 1) + "[l]");
  }

  private static String layer(int offset) {
    return "l" + (offset == 0 ? "" : offset > 0 ? "+" + offset : String.valueOf(offset));
  }

  private @Nullable List<Expr> written(int block, Map<Expr, Expr> renamed) {
    Map<Dim, Dim> sizes = new HashMap<>();
    Set<Dim> unclear = new HashSet<>();
    widths.forEach((all, size) -> {
      Dim before = sizes.put(all.get(block), size);
      if (before != null && !before.equals(size)) {
        unclear.add(all.get(block));
      }
    });
    sizes.keySet().removeAll(unclear);
    try {
      return new Renaming(renamed, sizes)
          .of(blocks.get(block).parts().stream().map(Part::value).toList());
    } catch (IllegalArgumentException e) {
      return null; // the sizes of this block do not fit together as those of the others do
    }
  }

  private Layers found(List<Expr> starts, List<Expr> variables, List<Expr> layer) {
    int length = layer.size();
    List<State> states = new ArrayList<>();
    for (int k = 0; k < handed.size(); k++) {
      Expr end = blocks.getLast().parts().get(handed.get(k)).symbol();
      states.add(
          new State(
              stem(handed.get(k)),
              variables.get(k),
              variables.get(handed.size() + handed.get(k)),
              starts.get(k),
              end));
    }
    List<Part> parts = new ArrayList<>();
    for (int line = 0; line < length; line++) {
      Part sample = blocks.get(1).parts().get(line);
      parts.add(
          new Part(sample.definition(), variables.get(handed.size() + line), layer.get(line)));
    }
    List<Family> all = new ArrayList<>();
    families.forEach((key, first) ->
        all.add(
            new Family(
                key.base(),
                key.kind(),
                first,
                variables.get(handed.size() + length + all.size()),
                members(key, first),
                others(key, first),
                key.tensor(),
                key.axis())));
    return new Layers(
        lines.subList(0, blocks.getFirst().start()),
        parts,
        lines.subList(blocks.getLast().end(), lines.size()),
        blocks.size(),
        states,
        all,
        widths.entrySet().stream().map(e -> new Width(e.getValue(), e.getKey())).toList());
  }

  /// Members of a family that stand outside of the layers.
  private Map<Integer, Expr> others(Numbering.Key key, int first) {
    Map<Integer, Expr> others = new TreeMap<>();
    blocks
        .getFirst()
        .numbering()
        .places()
        .forEach((variable, place) -> {
          boolean inside = place.number() >= first && place.number() < first + blocks.size();
          if (place.key().equals(key) && !inside) {
            others.put(place.number(), variable);
          }
        });
    return others;
  }
}
