package leibniz.trace;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import org.jspecify.annotations.Nullable;

/// One way in which a function was called that the program never calls.
///
/// @param number which of them
/// @param needs what arguments were seen to have to be
/// @param unified sizes that turned out to be others
/// @param arguments the values of its parameters
/// @param result null if it has none
/// @param problems what failed
/// @param unmet how many asserts about shapes did not hold
/// @param misfits which values were of another kind than was needed
record DrawnCall(
    Map<String, Guess> way,
    int number,
    Map<String, Need> needs,
    Map<String, Dim> unified,
    Map<String, Value> arguments,
    @Nullable Value result,
    Set<Problem> problems,
    int unmet,
    List<Misfit> misfits) {

  boolean isClean() {
    return problems.isEmpty() && result != null;
  }

  Learned.Way learned(Learned.@Nullable Forward forward) {
    return new Learned.Way(number, needs, unified, isClean(), forward);
  }
}
