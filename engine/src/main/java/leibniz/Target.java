package leibniz;

import java.util.Locale;
import java.util.Optional;

/// What can be shown of an answer.
public enum Target {
  MATH,
  NUMPY,
  LATEX,
  TORCH,
  JAX,
  JAVA,
  JAVA_LIBRARY,
  CORES,
  LAYOUT;

  /// What it is printed in, if it is a whole function.
  public Optional<Language> function() {
    return switch (this) {
      case MATH, NUMPY, LATEX, JAVA_LIBRARY, CORES, LAYOUT -> Optional.empty();
      case TORCH -> Optional.of(Language.TORCH);
      case JAX -> Optional.of(Language.JAX);
      case JAVA -> Optional.of(Language.JAVA);
    };
  }

  /// What language it is in, if it is code that can be run.
  public Optional<Language> code() {
    return this == NUMPY ? Optional.of(Language.NUMPY) : function();
  }

  /// As the command line calls it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
