package leibniz.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a program is read.
///
/// @param sizes values of size symbols; they override what the program says
/// @param cut names, as the user writes them (`h`, `W[1]`, `h@2`), that are treated as inputs: what
///   the program computes for them is kept apart; [Trace#following] does not cut
/// @param replacing values put in place of what the program computes, for [Trace#following]
/// @param plain names whose integers stay numbers where they would be sizes with a symbol, for
///   [Trace#following]
/// @param valuation decides what depends on data, for [Trace#following]; without one it is refused
/// @param learned what is known from an earlier run, for [Trace#following]
public record Options(
    Map<String, Long> sizes,
    Set<String> cut,
    List<Replacement> replacing,
    Set<String> plain,
    @Nullable Valuation valuation,
    Learned learned) {
  /// The cut of every name: each assignment is read by itself, over the names it uses.
  public static final String EVERYTHING = "*";

  /// How a name begins whose statements are only tried, for [Trace#following]: no program has such
  /// names, but whoever asks what a changed statement would compute puts them into its tree. What
  /// they get is in [Following#tried] and no event; where one fails, nothing else does; and no two
  /// sizes become one for their sake.
  public static final String TRIED = "trial·";

  /// As the program stands.
  public static final Options NONE = new Options(Map.of(), Set.of());

  /// Takes copies.
  public Options {
    sizes = Map.copyOf(sizes);
    cut = Set.copyOf(cut);
    replacing = List.copyOf(replacing);
    plain = Set.copyOf(plain);
  }

  /// Nothing is replaced.
  public Options(Map<String, Long> sizes, Set<String> cut) {
    this(sizes, cut, List.of(), Set.of(), null, Learned.NOTHING);
  }

  /// The same with a value for a size.
  Options with(String symbol, long value) {
    Map<String, Long> all = new HashMap<>(sizes);
    all.put(symbol, value);
    return new Options(all, cut, replacing, plain, valuation, learned);
  }

  /// The same, where a size is what the program says.
  Options without(String symbol) {
    Map<String, Long> all = new HashMap<>(sizes);
    all.remove(symbol);
    return new Options(all, cut, replacing, plain, valuation, learned);
  }

  /// The same with values in place of what the program computes.
  public Options replacing(List<Replacement> values) {
    return new Options(sizes, cut, values, plain, valuation, learned);
  }

  /// The same, where the integers of these names are numbers.
  public Options plain(Set<String> names) {
    return new Options(sizes, cut, replacing, names, valuation, learned);
  }

  /// The same, where data decides.
  public Options deciding(Valuation by) {
    return new Options(sizes, cut, replacing, plain, by, learned);
  }

  /// The same, with what is known from an earlier run.
  public Options after(Learned earlier) {
    return new Options(sizes, cut, replacing, plain, valuation, earlier);
  }
}
