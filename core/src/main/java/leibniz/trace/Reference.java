package leibniz.trace;

/// How names of tensors in containers are written.
final class Reference {
  private Reference() {}

  /// The name of what a dict holds under a key: `params['W1']` is `params_W1`.
  static String entry(String base, String key) {
    StringBuilder name = new StringBuilder(base).append('_');
    key.codePoints()
        .forEach(c -> name.appendCodePoint(Character.isUnicodeIdentifierPart(c) ? c : '_'));
    return name.toString();
  }

  /// The reference as names are printed: quotes in brackets become `_`.
  static String plain(String reference) {
    StringBuilder plain = new StringBuilder();
    String text = reference.strip();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (c == '[' && (next == '\'' || next == '"')) {
        int end = text.indexOf(next, at + 2);
        if (end < 0 || end + 1 >= text.length() || text.charAt(end + 1) != ']') {
          return text;
        }
        String name = entry(plain.toString(), text.substring(at + 2, end));
        plain.setLength(0);
        plain.append(name);
        at = end + 2;
      } else {
        if (!Character.isWhitespace(c)) {
          plain.append(c);
        }
        at++;
      }
    }
    return plain.toString();
  }
}
