package leibniz.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What was found out while a program was followed: which sizes are one, which are taken to be
/// small, and with what arguments the functions work that it never calls. A program is followed
/// many times with other values in it, and this is the same each time.
public final class Learned {
  /// Nothing is known.
  public static final Learned NOTHING =
      new Learned(Map.of(), Map.of(), Set.of(), Map.of(), Set.of(), null, Set.of());

  private final Map<String, Way> ways;
  private final Map<String, Dim> unified;
  private final Set<String> whole;
  private final Map<String, Sizes.Shorten> shortened;
  private final Set<String> assumptions;
  private final @Nullable Kept kept;
  private final Set<Span> counts;

  /// How a function was called.
  ///
  /// @param number which of its ways
  /// @param needs what arguments were seen to have to be
  /// @param unified sizes of its arguments that turned out to be others
  /// @param works whether nothing in it failed
  /// @param forward how its forward function was called once more for it; null if it was not
  record Way(
      int number,
      Map<String, Need> needs,
      Map<String, Dim> unified,
      boolean works,
      @Nullable Forward forward) {
    /// Takes copies.
    Way {
      needs = Map.copyOf(needs);
      unified = Map.copyOf(unified);
    }

    /// The same with sizes that are not known.
    Way bare() {
      return new Way(number, needs, Map.of(), works, forward == null ? null : forward.bare());
    }
  }

  /// @param name of the forward function
  record Forward(String name, int number, Map<String, Dim> unified) {
    /// Takes a copy.
    Forward {
      unified = Map.copyOf(unified);
    }

    private Forward bare() {
      return new Forward(name, number, Map.of());
    }
  }

  Learned(
      Map<String, Way> ways,
      Map<String, Dim> unified,
      Set<String> whole,
      Map<String, Sizes.Shorten> shortened,
      Set<String> assumptions,
      @Nullable Kept kept,
      Set<Span> counts) {
    this.ways = Map.copyOf(ways);
    this.unified = Map.copyOf(unified);
    this.whole = Set.copyOf(whole);
    this.shortened = Map.copyOf(shortened);
    this.assumptions = Set.copyOf(assumptions);
    this.kept = kept;
    this.counts = Set.copyOf(counts);
  }

  /// What of it may be so for another program that is much like this one: where it is not, it is
  /// found out anew.
  public Learned elsewhere() {
    Map<String, Way> bare = new HashMap<>();
    ways.forEach((name, way) -> bare.put(name, way.bare()));
    return new Learned(bare, Map.of(), Set.of(), Map.of(), Set.of(), kept, counts);
  }

  /// What is true of any program, if one was followed before.
  Optional<Kept> kept() {
    return Optional.ofNullable(kept);
  }

  Map<String, Way> ways() {
    return ways;
  }

  Map<String, Dim> unified() {
    return unified;
  }

  Set<String> whole() {
    return whole;
  }

  Map<String, Sizes.Shorten> shortened() {
    return shortened;
  }

  /// The calls that have to draw numbers: where they stand in another text, they have to there,
  /// too.
  Set<Span> counts() {
    return counts;
  }

  /// The values that the program says for sizes that are taken to be smaller.
  public Map<String, Long> said() {
    Map<String, Long> said = new HashMap<>();
    shortened.forEach((symbol, small) -> said.put(symbol, small.was()));
    return said;
  }

  /// What is taken for granted for these sizes.
  Set<String> assumptions() {
    return assumptions;
  }
}
