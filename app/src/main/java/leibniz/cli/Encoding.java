package leibniz.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text stands in a file: in UTF-8, unless one of its first two lines says otherwise as in
/// Python (PEP 263): `# -*- coding: latin-1 -*-`. A byte order mark is a part of the text.
record Encoding(Charset charset) {
  private static final Encoding USUAL = new Encoding(StandardCharsets.UTF_8);
  private static final int FIRST = 400; // bytes of a line that are looked at
  private static final Pattern COOKIE =
      Pattern.compile("[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+).*");
  private static final Pattern NOTHING = Pattern.compile("[ \t\f]*(#.*)?");

  /// The encoding of a program.
  ///
  /// @param name of its file
  static Encoding of(String name, byte[] bytes) throws WrongUse {
    String wide = wide(bytes);
    if (!wide.isEmpty()) {
      throw WrongUse.unreadable(name + ": is " + wide + ", not UTF-8")
          .help("iconv -f " + wide + " -t UTF-8 " + name);
    }
    String start = new String(bytes, 0, Math.min(bytes.length, FIRST), StandardCharsets.ISO_8859_1);
    boolean marked = start.startsWith("\u00EF\u00BB\u00BF");
    List<String> lines = start.substring(marked ? 3 : 0).lines().limit(2).toList();
    for (String line : lines) {
      Matcher cookie = COOKIE.matcher(line);
      if (cookie.matches()) {
        Encoding said = new Encoding(charset(name, cookie.group(1)));
        if (marked && !said.equals(USUAL)) {
          throw WrongUse.unreadable(
              name + ": begins with the mark of UTF-8 and says it is " + cookie.group(1));
        }
        return said;
      }
      if (!NOTHING.matcher(line).matches()) {
        break;
      }
    }
    return USUAL;
  }

  private static String wide(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return switch (first) {
      case 0xFFFE -> bytes.length >= 4 && bytes[2] == 0 && bytes[3] == 0 ? "UTF-32" : "UTF-16";
      case 0xFEFF -> "UTF-16";
      default -> "";
    };
  }

  /// The encoding that Python knows under a name.
  private static Charset charset(String name, String said) throws WrongUse {
    String plain = said.toLowerCase(Locale.ROOT).replace('_', '-');
    if (plain.matches("utf-?8(-.*)?")) {
      return StandardCharsets.UTF_8;
    }
    if (plain.matches("(latin-?1|iso-8859-1|iso-latin-1)(-.*)?")) {
      return StandardCharsets.ISO_8859_1;
    }
    try {
      Charset charset = Charset.forName(plain);
      boolean ascii = charset.canEncode() && "#c".equals(new String(new byte[] {35, 99}, charset));
      if (ascii) {
        return charset;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // it is said below
    }
    throw WrongUse.unreadable(name + ": says it is " + said + ", which is no encoding known here");
  }

  /// The text of bytes in this encoding.
  String read(String name, byte[] bytes) throws WrongUse {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out =
        CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw unread(name, bytes, in.position());
    }
    return out.toString();
  }

  /// The bytes of a text in this encoding.
  byte[] write(String name, String text) throws WrongUse {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] all = new byte[bytes.remaining()];
      bytes.get(all);
      return all;
    } catch (CharacterCodingException e) {
      throw WrongUse.run(
          name + ": is not changed: " + charset.name() + " has not all characters of the fix");
    }
  }

  private WrongUse unread(String name, byte[] bytes, int at) {
    int line = 1;
    boolean binary = false;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    for (int i = 0; i < Math.min(bytes.length, 4096); i++) {
      binary |= bytes[i] == 0;
    }
    if (binary) {
      return WrongUse.unreadable(name + ": is binary, no program");
    }
    String octet = String.format("0x%02x", bytes[at]);
    WrongUse wrong =
        WrongUse.unreadable(
            name + ":" + line + ": is not " + charset.name() + ": it has the byte " + octet);
    return equals(USUAL)
        ? wrong.help(
            "if it is Latin-1, let its first line say so:  # -*- coding: latin-1 -*-  or"
                + "  iconv -f ISO-8859-1 -t UTF-8 "
                + name)
        : wrong;
  }
}
