package leibniz.code;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a printed function is called.
///
/// @param arguments what it takes, in order, as its head calls them: an input, or a list in which
///   inputs have their places
/// @param sizes what it takes behind them: the sizes, as its head calls them, with their symbols;
///   in Python by keyword
public record Call(List<String> arguments, Map<String, String> sizes) {
  /// Takes copies.
  public Call {
    arguments = List.copyOf(arguments);
    sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
  }
}
