package leibniz.trace;

import leibniz.ir.Expr;
import leibniz.ir.Span;

/// What a name, attribute, key or element was bound to, at one point of the run.
///
/// A container is told by its tensors: binding `cache = (x, W)` makes the events `cache[0]` and
/// `cache[1]`. An array changed in place makes one event with all of its entries: `dx[mask] = 0` is
/// a [Kind#CHANGE] of `dx`.
///
/// @param index the position in the order of the run; what [Replacement] speaks of
/// @param frame the call it happens in ([Frame#id])
/// @param target as written, with known indices and keys in place: `dW1`, `self.dW`, `grads['W1']`,
///   `h[2]`, `return[0]`
/// @param owner the number of the object, dict or list that the target is a part of, the same in
///   every frame; 0 for a name. `self.W` of one object has one owner, whatever `self` is called
/// @param value what it then stands for
/// @param computed what the program computes for it; other than the value only where that was
///   replaced ([Replacement])
/// @param statement the innermost statement that is running
/// @param expression what the value is written as; the statement, where it is nothing smaller
public record Event(
    int index,
    int frame,
    Kind kind,
    String target,
    int owner,
    Expr value,
    Expr computed,
    Span statement,
    Span expression) {

  /// What happened.
  public enum Kind {
    /// From outside: declared, random, or drawn for a function that is never called.
    INPUT,
    /// A name, attribute, key or element gets a value.
    ASSIGN,
    /// An array changes in place.
    CHANGE,
    /// A parameter gets the argument of a call, or its default.
    ARGUMENT,
    /// What a call returns: the target is `return`, or `return[0]`, `return['W1']` …
    RETURN
  }

  /// Whether it comes from outside the call that it happens in.
  public boolean isHanded() {
    return kind == Kind.ARGUMENT || kind == Kind.INPUT;
  }

  /// Events of a run are told apart by their index.
  @Override
  public int hashCode() {
    return index;
  }

  /// `7 ASSIGN dW1 (D, H)`.
  @Override
  public String toString() {
    return index + " " + kind + " " + target + " " + value.shape();
  }
}
