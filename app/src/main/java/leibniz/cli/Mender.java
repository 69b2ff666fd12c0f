package leibniz.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.check.Finding;
import leibniz.check.Fix;
import leibniz.document.Document;
import leibniz.ir.Problem;
import org.jspecify.annotations.Nullable;

/// Makes fixes. A text that was changed is checked again before it is taken, and is taken only if
/// it has fewer findings and no new error; so mending twice changes nothing the second time.
final class Mender {
  private static final int MOST_ROUNDS = 20;

  private Mender() {}

  /// A text after its fixes.
  ///
  /// @param made how many fixes were made
  record Mended(String text, Examined left, int made) {}

  /// Makes the fixes of a checked text until there are none left.
  ///
  /// @param all whether those count that are not safe
  static Mended mend(String raw, Examined first, CodeFilter filter, boolean all) {
    String text = raw;
    Examined left = first;
    int made = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Finding> fixable =
          left.report().findings().stream()
              .filter(f -> f.fix() != null && (all || f.fix().safe()))
              .toList();
      Mended next = together(left, fixable, filter);
      if (next == null) {
        next = oneByOne(left, fixable, filter);
      }
      if (next == null) {
        break;
      }
      text = next.text;
      left = next.left;
      made += next.made;
    }
    return new Mended(text, left, made);
  }

  /// States the shapes that are not stated. A comment that would be a finding is left out.
  static Mended stated(Mended before, CodeFilter filter) {
    List<Fix.Edit> edits = new ArrayList<>(before.left().report().missing());
    while (!edits.isEmpty()) {
      String text = before.left().document().edited(edits);
      Examined after = Examined.of(Document.of(before.left().name(), text)).told(filter);
      int more = after.report().findings().size() - before.left().report().findings().size();
      if (after.report().understood() && more <= 0) {
        return new Mended(text, after, before.made() + edits.size());
      }
      Set<Integer> lines = new HashSet<>();
      after.report().findings().stream()
          .flatMap(f -> f.problem().marks().stream())
          .forEach(mark -> lines.add(mark.span().line()));
      if (!edits.removeIf(e -> lines.contains(e.span().line()))) {
        break;
      }
    }
    return before;
  }

  private static @Nullable Mended oneByOne(
      Examined left, List<Finding> fixable, CodeFilter filter) {
    for (Finding finding : fixable) {
      Mended next = together(left, List.of(finding), filter);
      if (next != null) {
        return next;
      }
    }
    return null;
  }

  /// The text with these fixes if it is better for them, else null.
  private static @Nullable Mended together(
      Examined before, List<Finding> fixes, CodeFilter filter) {
    if (fixes.isEmpty()) {
      return null;
    }
    List<Fix.Edit> edits = new ArrayList<>();
    for (Finding finding : fixes) {
      if (finding.fix() != null) {
        edits.addAll(finding.fix().edits());
      }
    }
    String text = before.document().edited(edits);
    Examined after = Examined.of(Document.of(before.name(), text)).told(filter);
    boolean better =
        after.report().understood()
            && after.report().findings().size() < before.report().findings().size()
            && after.count(Problem.Level.ERROR) <= before.count(Problem.Level.ERROR);
    return better ? new Mended(text, after, fixes.size()) : null;
  }

  /// What the fixes change, as `diff -u` shows it.
  static List<String> diff(String name, String before, String after) {
    List<String> old = Arrays.asList(before.split("\\R", -1));
    List<String> mended = Arrays.asList(after.split("\\R", -1));
    return UnifiedDiffUtils.generateUnifiedDiff(
        "a/" + name, "b/" + name, old, DiffUtils.diff(old, mended), 3);
  }

  /// Replaces a file at one stroke: whoever reads it sees the old text or the new one.
  static void write(String name, byte[] bytes) throws WrongUse {
    try {
      Path file = Inputs.path(name).toRealPath(); // a link stays one
      if (isReadOnly(file)) {
        throw WrongUse.run(name + ": cannot be written: it is read-only");
      }
      Path folder = file.toAbsolutePath().getParent();
      Path fresh = Files.createTempFile(folder, ".leibniz", ".tmp");
      try {
        Files.write(fresh, bytes);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
          Files.setPosixFilePermissions(fresh, rights);
        }
        move(fresh, file);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (AccessDeniedException e) {
      throw WrongUse.run(name + ": cannot be written: permission denied");
    } catch (IOException e) {
      throw WrongUse.run(name + ": cannot be written: " + e.getMessage());
    }
  }

  /// A file that nobody may write could yet be replaced, where its folder may be written.
  private static boolean isReadOnly(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return !Files.isWritable(file);
    }
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
    boolean some =
        rights.contains(PosixFilePermission.OWNER_WRITE)
            || rights.contains(PosixFilePermission.GROUP_WRITE)
            || rights.contains(PosixFilePermission.OTHERS_WRITE);
    return !some || !Files.isWritable(file);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
