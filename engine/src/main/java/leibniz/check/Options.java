package leibniz.check;

import java.util.Map;

/// How a program is checked.
///
/// @param sizes values of size symbols; they override what the program says
public record Options(Map<String, Long> sizes) {
  /// As the program stands.
  public static final Options NONE = new Options(Map.of());

  /// Takes a copy.
  public Options {
    sizes = Map.copyOf(sizes);
  }
}
