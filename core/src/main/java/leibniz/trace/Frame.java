package leibniz.trace;

import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// One call of a function of the program; the program itself is frame 0.
///
/// @param caller the frame that calls; 0 for the program itself
/// @param function as one would refer to it: `affine_backward`, `Linear.backward`; empty for the
///   program
/// @param definition the whole function; for the program, its first character
/// @param call the call; null for the program, and where we call
/// @param drawn whether the program never calls it, and we do with drawn arguments
public record Frame(
    int id, int caller, String function, Span definition, @Nullable Span call, boolean drawn) {

  /// What the function is called without its class.
  public String name() {
    return function.substring(function.lastIndexOf('.') + 1);
  }

  /// The class of a method, or the function that a function is defined in; empty for others.
  public String scope() {
    return function.substring(0, Math.max(0, function.lastIndexOf('.')));
  }
}
