package leibniz.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Source;

/// Reads programs: from files, from folders, from stdin. Nothing is read that is not a text of a
/// sensible length, in the encoding it says.
final class Inputs {
  /// The most bytes that are read of one program.
  static final int LARGEST = 20_000_000;

  /// Folders in which nobody looks for programs of their own.
  private static final Set<String> NOT_OURS =
      Set.of("__pycache__", "node_modules", "site-packages", "venv");

  private Inputs() {}

  /// The files a word of the command line stands for: itself, or the files of a folder with one of
  /// the endings, in the order of their names.
  static List<String> files(String word, List<String> endings) throws WrongUse {
    if (word.equals("-")) {
      return List.of(word);
    }
    Path path = path(word);
    if (word.isEmpty() || !Files.exists(path)) {
      throw missing(word);
    }
    return Files.isDirectory(path) ? below(word, path, endings) : List.of(word);
  }

  /// Whether a word stands for a folder.
  static boolean isFolder(String word) throws WrongUse {
    return !word.equals("-") && !word.isEmpty() && Files.isDirectory(path(word));
  }

  /// A text, and how it stood in its file.
  record Read(Source source, Encoding encoding) {}

  /// The text of a file, or of stdin.
  static Source read(String name, InputStream stdin) throws WrongUse {
    return file(name, stdin).source();
  }

  /// The same, to be written again.
  static Read file(String name, InputStream stdin) throws WrongUse {
    try {
      if (name.equals("-")) {
        return text(name, "stdin", stdin.readNBytes(LARGEST + 1));
      }
      try (InputStream in = Files.newInputStream(path(name))) {
        return text(name, name, in.readNBytes(LARGEST + 1));
      }
    } catch (NoSuchFileException e) {
      throw missing(name);
    } catch (AccessDeniedException e) {
      throw denied(name);
    } catch (IOException e) {
      throw WrongUse.because(name + ": cannot be read: " + e.getMessage());
    }
  }

  /// The path a word stands for.
  static Path path(String word) throws WrongUse {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw WrongUse.because(word + ": is no name of a file: " + e.getReason());
    }
  }

  private static WrongUse missing(String word) {
    WrongUse missing =
        WrongUse.because(word.isEmpty() ? "an empty word is no file" : word + ": no such file");
    boolean program = word.indexOf('(') >= 0 || word.indexOf(';') >= 0 || word.indexOf('=') >= 0;
    return program
        ? missing.help("a program given as words stands behind -e:  -e \"" + word + "\"")
        : missing;
  }

  private static WrongUse denied(String word) {
    return WrongUse.because(word + ": permission denied");
  }

  // ------------------------------------------------------------------------------------ folders

  private static List<String> below(String word, Path folder, List<String> endings)
      throws WrongUse {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              String name = path.equals(folder) ? "" : String.valueOf(path.getFileName());
              return name.startsWith(".") || NOT_OURS.contains(name)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              String name = path.toString();
              if (endings.stream().anyMatch(name::endsWith)) {
                found.add(name);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
              if (path.equals(folder)) {
                throw e;
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (AccessDeniedException e) {
      throw denied(word);
    } catch (IOException e) {
      throw WrongUse.because(word + ": cannot be read: " + e.getMessage());
    }
    if (found.isEmpty()) {
      throw WrongUse.because(word + ": there is no " + Words.or(endings) + " file in this folder");
    }
    found.sort(null);
    return found;
  }

  // --------------------------------------------------------------------------------------- text

  private static Read text(String name, String called, byte[] bytes) throws WrongUse {
    if (bytes.length > LARGEST) {
      throw WrongUse.unreadable(
          called + ": is larger than " + LARGEST / 1_000_000 + " MB, which is all that is read");
    }
    Encoding encoding = Encoding.of(called, bytes);
    return new Read(new Source(name, encoding.read(called, bytes)), encoding);
  }
}
