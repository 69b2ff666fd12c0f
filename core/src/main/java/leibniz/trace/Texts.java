package leibniz.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Methods of texts.
final class Texts {
  private final Session session;

  Texts(Session session) {
    this.session = session;
  }

  /// A method, or null if there is none of that name.
  @Nullable Value method(String text, String name) {
    return switch (name) {
      case "format" ->
          Containers.function(
              name,
              "*values",
              a ->
                  new Value.Text(
                      Sequences.filled(
                          text,
                          a.rest().stream().map(Value.Operand::value).toList(),
                          a.span(),
                          session)));
      case "upper" ->
          Containers.function(name, "", a -> new Value.Text(text.toUpperCase(Locale.ROOT)));
      case "lower" ->
          Containers.function(name, "", a -> new Value.Text(text.toLowerCase(Locale.ROOT)));
      case "strip" -> Containers.function(name, "chars?", a -> stripped(text, true, true, a));
      case "lstrip" -> Containers.function(name, "chars?", a -> stripped(text, true, false, a));
      case "rstrip" -> Containers.function(name, "chars?", a -> stripped(text, false, true, a));
      case "split" -> Containers.function(name, "sep?, maxsplit?", a -> split(text, a));
      case "splitlines" -> Containers.function(name, "", a -> words(text.lines().toList(), a));
      case "isalpha" ->
          Containers.function(
              name,
              "",
              _ ->
                  new Value.Bool(
                      !text.isEmpty() && text.codePoints().allMatch(Character::isLetter)));
      case "isdigit" ->
          Containers.function(
              name,
              "",
              _ ->
                  new Value.Bool(
                      !text.isEmpty() && text.codePoints().allMatch(Character::isDigit)));
      case "find", "index" ->
          Containers.function(name, "sub", a -> Value.Number.of(text.indexOf(a.text("sub", ""))));
      case "count" ->
          Containers.function(
              name,
              "sub",
              a -> Value.Number.of(text.split(Pattern.quote(a.text("sub", " ")), -1).length - 1));
      case "startswith" ->
          Containers.function(
              name, "prefix", a -> new Value.Bool(text.startsWith(a.text("prefix", ""))));
      case "endswith" ->
          Containers.function(
              name, "suffix", a -> new Value.Bool(text.endsWith(a.text("suffix", ""))));
      case "replace" ->
          Containers.function(
              name,
              "old, new",
              a -> {
                String old = a.text("old", "");
                String other = a.text("new", "");
                session.bounds().text((text.length() + 1L) * (other.length() + 1L), a.span());
                return new Value.Text(text.replace(old, other));
              });
      case "join" ->
          Containers.function(
              name,
              "parts",
              a -> {
                List<String> parts = new ArrayList<>();
                long length = 0;
                for (Value part : Sequences.elements(a.operand("parts"), session)) {
                  parts.add(Sequences.text(part, a.span(), session));
                  length += parts.getLast().length() + text.length();
                  session.bounds().text(length, a.span());
                }
                return new Value.Text(String.join(text, parts));
              });
      default -> null;
    };
  }

  /// The words between white space, or between a separator.
  private Value split(String text, Bound a) {
    int most = a.integer("maxsplit", -1);
    int limit = most < 0 ? -1 : most + 1;
    if (!a.has("sep") || a.value("sep") == Value.Single.NONE) {
      String stripped = text.strip();
      return words(
          stripped.isEmpty() ? List.of() : Arrays.asList(stripped.split("\\s+", limit)), a);
    }
    String separator = a.text("sep", " ");
    if (separator.isEmpty()) {
      throw a.unfit("sep", "is empty");
    }
    return words(Arrays.asList(text.split(Pattern.quote(separator), limit)), a);
  }

  private Value words(List<String> words, Bound a) {
    session.bounds().steps(words.size(), a.span());
    return Value.Listing.of(words.stream().map(w -> (Value) new Value.Text(w)).toList());
  }

  private static Value stripped(String text, boolean left, boolean right, Bound a) {
    String chars = a.has("chars") ? a.text("chars", "") : " \t\n\r\f";
    int from = 0;
    int to = text.length();
    while (left && from < to && chars.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (right && to > from && chars.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return new Value.Text(text.substring(from, to));
  }
}
