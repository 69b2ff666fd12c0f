package leibniz;

import java.util.Locale;
import java.util.Set;
import leibniz.code.Dialect;
import leibniz.code.Jax;
import leibniz.code.NumPy;
import leibniz.code.Torch;
import leibniz.ir.Dim;

/// What a derivative is printed in to be run.
public enum Language {
  NUMPY,
  TORCH,
  JAX,
  JAVA;

  /// As the command line and the JSON call it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param batch the sizes of batch axes
  Dialect dialect(Set<Dim> batch, CodeStyle style) {
    boolean efficient = style == CodeStyle.EFFICIENT;
    return switch (this) {
      case NUMPY -> new NumPy(batch, efficient);
      case TORCH -> new Torch(batch, efficient);
      case JAX -> new Jax(batch, efficient);
      case JAVA -> new leibniz.code.Java();
    };
  }
}
