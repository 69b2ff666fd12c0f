package leibniz.simplify;

import leibniz.ir.Expr;
import org.jspecify.annotations.Nullable;

/// A law of algebra that makes an expression smaller: a name, a sentence in the user's own
/// language, and the code that applies it. The tests read the sentence, draw values from its
/// domain, compare both sides, and see that the code turns the left side into the right one.
///
/// @param name what the steps call it
/// @param given declarations of the sentence's variables, `;` between them
/// @param left what is recognised
/// @param right what it becomes
/// @param rewrite the code: the smaller expression, or null where the law does not apply
public record Law(String name, String given, String left, String right, Rewrite rewrite) {

  /// Looks at one node, whose arguments are simplified already.
  @FunctionalInterface
  public interface Rewrite {
    @Nullable Expr of(Expr node);
  }

  /// The sentence.
  @Override
  public String toString() {
    return name + ": " + left + " = " + right;
  }
}
