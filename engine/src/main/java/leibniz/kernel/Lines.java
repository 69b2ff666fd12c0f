package leibniz.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines of a nest, each once: those of the body and then those of the finish, by one
/// numbering.
///
/// @param value the number of the body's value
/// @param stored the number of what is stored
/// @param uses how often each is used
record Lines(List<Line> all, int value, int stored, int[] uses) {

  /// A line, and where it belongs.
  ///
  /// @param depth how many axes must be entered before it can be computed
  /// @param varies whether it differs along the lane
  /// @param late whether it needs the finished reduction
  record Line(Op op, int depth, boolean varies, boolean late) {}

  static Lines of(Nest nest) {
    Loop loop = nest.loop();
    Writer writer = new Writer(nest);
    int value = writer.write(loop.body(), -1);
    int stored =
        loop.finish().isEmpty()
            ? (loop.reduced() == 0 ? value : writer.add(new Op.Reduced()))
            : writer.write(loop.finish(), loop.reduced() == 0 ? value : -1);
    return new Lines(writer.all, value, stored, uses(writer.all, value, stored));
  }

  private static int[] uses(List<Line> all, int value, int stored) {
    int[] uses = new int[all.size()];
    uses[stored]++;
    for (int l = all.size() - 1; l >= 0; l--) {
      if (uses[l] > 0) {
        switch (all.get(l).op()) {
          case Op.Apply(Function f, int a, int b, int c) -> {
            uses[a]++;
            uses[b] += f.arity() > 1 ? 1 : 0;
            uses[c] += f.arity() > 2 ? 1 : 0;
          }
          case Op.Reduced _ -> uses[value]++;
          case Op.Load _, Op.Constant _, Op.Other _ -> {}
        }
      }
    }
    return uses;
  }

  Line get(int number) {
    return all.get(number);
  }

  /// Whether a line is used once, by one that belongs to the same place: it may be a part of it.
  boolean isPartOf(int part, int whole) {
    Line a = all.get(part);
    Line b = all.get(whole);
    return uses[part] == 1
        && a.depth() == b.depth()
        && a.varies() == b.varies()
        && a.late() == b.late();
  }

  private record Writer(Nest nest, List<Line> all, Map<Op, Integer> known) {

    Writer(Nest nest) {
      this(nest, new ArrayList<>(), new HashMap<>());
    }

    /// @param reduced the number of the line that stands for [Op.Reduced], or -1
    int write(List<Op> lines, int reduced) {
      int[] number = new int[lines.size()];
      for (int l = 0; l < number.length; l++) {
        number[l] =
            switch (lines.get(l)) {
              case Op.Load load -> add(load);
              case Op.Constant constant -> add(constant);
              case Op.Other other -> throw new IllegalArgumentException(other.row().name());
              case Op.Reduced _ -> reduced < 0 ? add(new Op.Reduced()) : reduced;
              case Op.Apply(Function f, int a, int b, int c) ->
                  apply(
                      f,
                      number[a],
                      f.arity() > 1 ? number[b] : number[a],
                      f.arity() > 2 ? number[c] : number[a]);
            };
      }
      return number[number.length - 1];
    }

    int apply(Function f, int a, int b, int c) {
      if (all.get(a).op() instanceof Op.Constant(double x)
          && all.get(b).op() instanceof Op.Constant(double y)
          && all.get(c).op() instanceof Op.Constant(double z)) {
        return add(new Op.Constant(f.at(x, y, z)));
      }
      return add(new Op.Apply(f, a, b, c));
    }

    int add(Op op) {
      return known.computeIfAbsent(
          op,
          _ -> {
            all.add(line(op));
            return all.size() - 1;
          });
    }

    private Line line(Op op) {
      int lane = nest.lane();
      int kept = nest.loop().kept();
      return switch (op) {
        case Op.Load(Access from) ->
            new Line(op, nest.depth(from), lane >= 0 && from.stride(lane) != 0, false);
        case Op.Constant _, Op.Other _ -> new Line(op, 0, false, false);
        case Op.Reduced _ -> new Line(op, kept, lane >= 0 && lane < kept, true);
        case Op.Apply(Function _, int a, int b, int c) -> {
          List<Line> args = List.of(all.get(a), all.get(b), all.get(c));
          yield new Line(
              op,
              args.stream().mapToInt(Line::depth).max().orElse(0),
              args.stream().anyMatch(Line::varies),
              args.stream().anyMatch(Line::late));
        }
      };
    }
  }
}
