package leibniz.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import org.jspecify.annotations.Nullable;

/// Verifies derivatives by numbers.
public final class Verify {
  private Verify() {}

  /// Whether `derivative` is the derivative of `output` by `variable`, which is an input.
  public static Verification derivative(
      Expr output, Expr variable, Expr derivative, Axes axes, Sizes sizes) {
    return derivatives(
            output, List.of(new Claim(output, List.of(variable), derivative, axes)), sizes)
        .get(0);
  }

  /// The verification of each claim, in order. Many claims share points, evaluations and a bound on
  /// the work. Where nothing is decided at one choice of sizes, other proportions are tried.
  ///
  /// @param output what is measured: the function of the claims, or the derivative of it, with
  ///   nothing shared, that has one order less than each claim
  public static List<Verification> derivatives(Expr output, List<Claim> claims, Sizes sizes) {
    for (Claim claim : claims) {
      if (!claim.lower().equals(output.shape())) {
        throw new IllegalArgumentException(claim + " is not measured on " + output.shape());
      }
    }
    List<Tally> tallies = claims.stream().map(Tally::new).toList();
    List<SortedMap<String, Integer>> both = new ArrayList<>(sizes.both());
    Points.@Nullable Prepared prepared = null;
    for (int choice = 0; choice < both.size(); choice++) {
      List<Tally> open = new ArrayList<>(tallies);
      open.removeIf(Tally::isWrong);
      try {
        if (prepared == null || !sizes.first().equals(sizes.second())) {
          prepared = Points.Prepared.of(output, claims, both.get(choice));
        }
        Round round = new Round(output, prepared, open, both.get(choice), choice);
        boolean decided = round.run();
        for (int k = 0; !decided && k < sizes.others().size(); k++) {
          boolean first = k == 0;
          boolean last = k == sizes.others().size() - 1;
          if (!first && !last && !round.isOfSizes()) {
            continue;
          }
          both.set(choice, sizes.others().get(k));
          prepared = Points.Prepared.of(output, claims, both.get(choice));
          round = new Round(output, prepared, open, both.get(choice), choice);
          decided = round.run();
        }
      } catch (LeibnizException e) {
        String reason = e.problems().get(0).headline();
        open.forEach(tally -> tally.reason(reason));
      }
    }
    return tallies.stream().map(tally -> tally.result(both)).toList();
  }
}
