package leibniz.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.Execution;
import leibniz.file.Npy;
import leibniz.file.Npz;
import leibniz.file.Saved;

/// The arrays that `--data` names, and those that are written.
///
/// @param byName of inputs
/// @param origins the file each comes from
record Arrays(Map<String, Saved> byName, Map<String, String> origins) {

  /// Reads them: `NAME=FILE.npy`, `NAME=FILE.npz` for the array of that name in a bundle, or
  /// `FILE.npz` for all of a bundle.
  static Arrays read(List<String> words) throws WrongUse {
    Map<String, Saved> byName = new LinkedHashMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    for (String word : words) {
      int equal = word.indexOf('=');
      String name = equal < 0 ? "" : word.substring(0, equal).strip();
      String file = word.substring(equal + 1).strip();
      boolean bundle = file.endsWith(".npz");
      if (file.isEmpty() || equal == 0 || name.isEmpty() && !bundle) {
        throw WrongUse.because(
            "--data takes NAME=FILE.npy or FILE.npz, not " + Values.quoted(word));
      }
      Map<String, Saved> found = bundle ? bundle(file) : Map.of(name, array(file));
      if (bundle && !name.isEmpty()) {
        Saved one = found.get(name);
        if (one == null) {
          throw WrongUse.because(file + " holds no array " + name)
              .help("it holds " + String.join(", ", found.keySet()));
        }
        found = Map.of(name, one);
      }
      byName.putAll(found);
      found.keySet().forEach(n -> origins.put(n, "from " + file));
    }
    return new Arrays(byName, origins);
  }

  private static Saved array(String file) throws WrongUse {
    try {
      return Npy.read(Inputs.path(file));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static Map<String, Saved> bundle(String file) throws WrongUse {
    try {
      return Npz.read(Inputs.path(file));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static WrongUse failed(String file, IOException e) {
    return WrongUse.because(
        e instanceof NoSuchFileException
            ? "there is no file " + file
            : file + " cannot be read: " + e.getMessage());
  }

  /// Writes values as a bundle.
  static void write(String file, List<Execution.Value> values) throws WrongUse {
    Map<String, Saved> arrays = new LinkedHashMap<>();
    values.forEach(v -> arrays.put(v.name().identifier(), new Saved(v.sizes(), v.numbers())));
    Path path = Inputs.path(file);
    try {
      Npz.write(path, arrays);
    } catch (IOException e) {
      throw WrongUse.run(file + " cannot be written: " + e.getMessage());
    }
  }
}
