package leibniz.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// One reading of one program: the bounds, the sizes, and the random data that has no name yet.
final class Session {
  private final Bounds bounds = new Bounds();
  private final Sizes sizes;
  private final Facts facts;
  private final Map<Expr, Span> unnamed = new LinkedHashMap<>();
  private final Set<Expr> inputs = new HashSet<>();
  private final Set<String> assumptions = new LinkedHashSet<>();
  private final boolean follows;
  private final @Nullable Valuation valuation;
  private final Set<String> whole;
  private final Kept kept;
  private final Counts counts;
  private final Map<Expr, Boxes> written = new IdentityHashMap<>();
  private final Regions regions = new Regions();
  private final Luck luck = new Luck();
  private int drawn;
  private boolean shortLists;
  private final List<List<?>> shortened = new ArrayList<>();
  private boolean trying;

  /// @param whole the inputs that are known to hold whole numbers, because they are used so
  /// @param follows whether the program is followed to see what it binds, and not only read
  /// @param valuation decides what depends on data; null if nothing does
  /// @param kept what is known from following programs before
  /// @param counts the draws that are counted by
  Session(
      Sizes sizes,
      Facts facts,
      Set<String> whole,
      boolean follows,
      @Nullable Valuation valuation,
      Kept kept,
      Counts counts) {
    this.sizes = sizes;
    this.facts = facts;
    this.whole = whole;
    this.follows = follows;
    this.valuation = valuation;
    this.kept = kept;
    this.counts = counts;
  }

  /// What is known from following programs before.
  Kept kept() {
    return kept;
  }

  /// The draws that are counted by.
  Counts counts() {
    return counts;
  }

  /// The value of a single number, where data may decide; null where it may not, or has none.
  @Nullable Double valued(Expr expr) {
    if (!follows || valuation == null) {
      return null;
    }
    double[] entries = valuation.of(expr, sizes.values());
    return entries == null || entries.length != 1 || Double.isNaN(entries[0]) ? null : entries[0];
  }

  /// Whether data decides which way the program goes.
  boolean decides() {
    return valuation != null;
  }

  /// The conditions on data under which statements run.
  Regions regions() {
    return regions;
  }

  /// What is drawn where something has to fit.
  Luck luck() {
    return luck;
  }

  boolean follows() {
    return follows;
  }

  /// While a statement is only tried ([Options#TRIED]), nobody hears what is wrong with it.
  void trying(boolean now) {
    trying = now;
  }

  boolean isTrying() {
    return trying;
  }

  /// A loop that makes lists longer is left early: they have fewer elements than the program's.
  ///
  /// @param lists those that are known before the loop
  void leavesLists(List<List<?>> lists) {
    shortLists = true;
    shortened.addAll(lists);
  }

  /// What is wrong with a statement; where shapes do not fit and one of the sizes is that of a list
  /// that is too short, that is no fault of the program.
  LeibnizException asFollowed(LeibnizException e) {
    Problem first = e.problems().getFirst();
    boolean shapes =
        switch (first.code()) {
          case LBZ102, LBZ103, LBZ105 -> true;
          default -> false;
        };
    Set<String> numbers = new HashSet<>(Arrays.asList(first.headline().split("\\D+")));
    boolean ofList =
        shapes && shortened.stream().anyMatch(l -> numbers.contains(Integer.toString(l.size())));
    return ofList
        ? Faults.refused(
                "a shape that is as long as a list, which loops make longer that are not followed"
                    + " to their end",
                first.marks().getFirst().span())
            .raise()
        : e;
  }

  boolean hasShortLists() {
    return shortLists;
  }

  /// Something is taken for granted.
  void assume(String sentence) {
    assumptions.add(sentence);
  }

  Set<String> assumptions() {
    return assumptions;
  }

  /// Whether it is known of an input of the program that it holds whole numbers.
  boolean isWhole(String input) {
    return whole.contains(input);
  }

  /// An input of that name.
  Expr input(String name, Shape shape, Set<Head.Property> declared) {
    Set<Head.Property> all = new TreeSet<>(declared);
    if (whole.contains(name)) {
      all.add(Head.Property.WHOLE);
    }
    return Build.var(name, shape, all.toArray(Head.Property[]::new));
  }

  Bounds bounds() {
    return bounds;
  }

  Sizes sizes() {
    return sizes;
  }

  /// What the text of the program says at first sight.
  Facts facts() {
    return facts;
  }

  /// A new random tensor, an input that has no name of its own yet.
  Expr draw(Shape shape, Span span, Head.Property... properties) {
    String name;
    do {
      name = "random" + ++drawn;
    } while (facts.names().contains(name));
    Expr input = input(name, shape, Set.of(properties));
    unnamed.put(input, span);
    return input;
  }

  /// How many random tensors there are so far.
  int drawn() {
    return drawn;
  }

  /// Where an array that began as zeros was written to; null if that is not known.
  @Nullable Boxes written(Expr array) {
    return array.isZero() ? Boxes.NONE : written.get(array);
  }

  /// An array was made of another by writing to a box of it.
  void writes(Expr from, List<long[]> box, Expr to) {
    Boxes before = written(from);
    if (follows && before != null) {
      written.put(to, Boxes.with(before, box));
    }
  }

  /// The random tensors without a name, and where each is drawn.
  Map<Expr, Span> unnamed() {
    return unnamed;
  }

  /// Random data that has its name, and is no definition yet.
  Set<Expr> inputs() {
    return inputs;
  }

  /// A point to go back to.
  record Mark(
      int drawn,
      Map<Expr, Span> unnamed,
      Set<Expr> inputs,
      Set<String> assumptions,
      Sizes.Mark sizes) {}

  Mark mark() {
    return new Mark(
        drawn, Map.copyOf(unnamed), Set.copyOf(inputs), Set.copyOf(assumptions), sizes.mark());
  }

  /// Forgets what was drawn since.
  void back(Mark mark) {
    drawn = mark.drawn;
    unnamed.keySet().retainAll(mark.unnamed.keySet());
    inputs.retainAll(mark.inputs);
    assumptions.retainAll(mark.assumptions);
    sizes.back(mark.sizes);
  }

  /// The result of a tensor operation, counted.
  Expr made(Expr expr, Span span) {
    return bounds.node(expr, span);
  }

  /// A size that is not beyond reason.
  static Dim checked(Dim size, Span span) {
    if (size.toString().length() > Bounds.SIZE) {
      throw Faults.tooLarge("the formula of a size is too long", span);
    }
    return size;
  }
}
