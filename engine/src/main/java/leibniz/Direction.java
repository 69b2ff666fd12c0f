package leibniz;

import java.util.List;
import java.util.Locale;

/// What a derivative is multiplied by while it is found, so that nothing as large as the Jacobian
/// or the Hessian is ever formed.
///
/// @param names what the directions are called: tensors of the program, or new inputs; empty for
///   the usual names, `x_dot` for the tangent of x and `q_bar` for the cotangent of q
public record Direction(Kind kind, List<String> names) {
  /// Nothing: the whole derivative.
  public static final Direction NONE = new Direction(Kind.NONE, List.of());

  /// Which product it is.
  public enum Kind {
    /// The whole derivative.
    NONE,
    /// How the output moves when the inputs move along their tangents: the Jacobian times a vector.
    JVP,
    /// What a cotangent of the output becomes at each input: a vector times the Jacobian.
    VJP,
    /// How the gradient moves when the inputs move along their tangents: the Hessian times a
    /// vector.
    HVP;

    /// As the command line and JSON have it: `jvp`; of the whole derivative `none`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it has tangents, one for each input.
    boolean isTangent() {
      return this == JVP || this == HVP;
    }
  }

  /// Takes a copy.
  public Direction {
    names = List.copyOf(names);
  }

  /// As an option: `--jvp`.
  public String option() {
    return "--" + kind;
  }
}
