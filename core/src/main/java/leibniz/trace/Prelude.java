package leibniz.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import leibniz.ir.Source;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.python.Statement;

/// Functions that people expect by name, written in the language itself.
final class Prelude {
  private static final String NAME = "<prelude>";

  private Prelude() {}

  /// Read once, when it is first asked for.
  private static final class Lazy {
    private static final Module MODULE = read();
    private static final Map<String, Statement.Function> FUNCTIONS = functions();

    private static Map<String, Statement.Function> functions() {
      Map<String, Statement.Function> functions = new LinkedHashMap<>();
      for (Statement statement : MODULE.body()) {
        if (statement instanceof Statement.Function f) {
          functions.put(f.name(), f);
        }
      }
      return functions;
    }
  }

  static Map<String, Statement.Function> functions() {
    return Lazy.FUNCTIONS;
  }

  static Source source() {
    return Lazy.MODULE.source();
  }

  static boolean isHere(String file) {
    return file.equals(NAME);
  }

  private static Module read() {
    try (InputStream in = Prelude.class.getResourceAsStream("prelude.py")) {
      if (in == null) {
        throw new IllegalStateException("prelude.py is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Parser.parse(new Source(NAME, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
