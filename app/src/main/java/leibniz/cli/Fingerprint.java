package leibniz.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import leibniz.ir.Problem;
import leibniz.ir.Source;

/// What a finding is known by although its line has moved: a hash of its code and of the text of
/// its line, and a count of those before it in the file that have the same.
final class Fingerprint {
  private final Map<String, Integer> seen = new HashMap<>();

  String of(Problem problem, Source source) {
    String line = "";
    if (!problem.marks().isEmpty()) {
      int number = problem.marks().getFirst().span().line();
      line = source.lines().size() < number ? "" : source.lines().get(number - 1);
    }
    String text = problem.code() + " " + line.replaceAll("\\s+", " ").strip();
    String hash;
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      hash = HexFormat.of().formatHex(bytes, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
    return hash + ":" + seen.merge(source.name() + " " + hash, 1, Integer::sum);
  }
}
