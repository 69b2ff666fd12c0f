package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leibniz.ir.Span;
import leibniz.python.Tokens.Kind;

/// Strings as values: pieces that stand side by side become one, f-strings become parts.
final class Literals {
  private final Cursor c;
  private final Grammar grammar;

  Literals(Cursor cursor, Grammar grammar) {
    c = cursor;
    this.grammar = grammar;
  }

  /// All string pieces that follow one another.
  Expression strings() {
    int start = c.start();
    List<Expression> pieces = new ArrayList<>();
    int formatted = 0;
    int bytes = 0;
    while (c.at(Kind.STRING) || c.at(Kind.FSTRING_START)) {
      if (c.at(Kind.FSTRING_START)) {
        pieces.addAll(c.nested(this::fstring));
        formatted++;
        continue;
      }
      Expression piece = plain();
      if (!pieces.isEmpty() && bytes > 0 != piece instanceof Expression.Bytes) {
        throw Cursor.fail("a string and bytes cannot be joined", c.since(start));
      }
      bytes += piece instanceof Expression.Bytes ? 1 : 0;
      pieces.add(piece);
    }
    Span span = c.since(start);
    if (formatted > 0 && bytes > 0) {
      throw Cursor.fail("a string and bytes cannot be joined", span);
    }
    if (formatted > 0) {
      return new Expression.FString(joined(pieces), span);
    }
    if (pieces.size() == 1) {
      return pieces.getFirst();
    }
    StringBuilder value = new StringBuilder();
    for (Expression piece : pieces) {
      value.append(
          switch (piece) {
            case Expression.Str str -> str.value();
            case Expression.Bytes b -> b.value();
            default -> throw new AssertionError(piece);
          });
    }
    return bytes > 0
        ? new Expression.Bytes(value.toString(), span)
        : new Expression.Str(value.toString(), span, span);
  }

  private Expression plain() {
    Tokens tokens = c.tokens();
    int start = c.start();
    int end = tokens.end(c.index());
    String text = tokens.source();
    int quoteAt = start;
    while (text.charAt(quoteAt) != '"' && text.charAt(quoteAt) != '\'') {
      quoteAt++;
    }
    String prefix = text.substring(start, quoteAt).toLowerCase(Locale.ROOT);
    char quote = text.charAt(quoteAt);
    boolean triple =
        end - quoteAt >= 6
            && text.charAt(quoteAt + 1) == quote
            && text.charAt(quoteAt + 2) == quote;
    int from = quoteAt + (triple ? 3 : 1);
    int to = end - (triple ? 3 : 1);
    boolean bytes = prefix.contains("b");
    Escapes.Mode mode = new Escapes.Mode(prefix.contains("r"), bytes, false);
    String value = Escapes.resolve(tokens, from, to, mode);
    Span span = c.here();
    c.next();
    return bytes
        ? new Expression.Bytes(value, span)
        : new Expression.Str(value, tokens.span(from, to), span);
  }

  private List<Expression> fstring() {
    boolean raw = c.text().toLowerCase(Locale.ROOT).contains("r");
    c.next();
    List<Expression> parts = new ArrayList<>();
    while (!c.at(Kind.FSTRING_END)) {
      part(parts, new Escapes.Mode(raw, false, true));
    }
    c.next();
    return parts;
  }

  /// A piece of text, or a field with the text that its `=` asks for.
  private void part(List<Expression> parts, Escapes.Mode mode) {
    if (c.at("{")) {
      c.bracketed(() -> {
        field(parts, mode);
        return parts;
      });
    } else if (c.at(Kind.FSTRING_TEXT)) {
      Span span = c.here();
      int end = c.tokens().end(c.index());
      parts.add(new Expression.Str(Escapes.resolve(c.tokens(), c.start(), end, mode), span, span));
      c.next();
    } else {
      throw c.unexpected("the end of the f-string", "");
    }
  }

  private void field(List<Expression> parts, Escapes.Mode mode) {
    int start = c.lastEnd() - 1;
    int content = c.lastEnd();
    Expression value = grammar.value();
    boolean shown = c.accept("=");
    if (shown) {
      Span span = c.tokens().span(content, c.start());
      String text = c.tokens().source().substring(content, c.start());
      parts.add(new Expression.Str(text, span, span));
    }
    char conversion = c.accept("!") ? conversion() : ' ';
    List<Expression> format = new ArrayList<>();
    boolean formatted = c.accept(":");
    while (formatted && !c.at("}")) {
      part(format, new Escapes.Mode(mode.raw(), false, false));
    }
    c.expect("}", "");
    char asked = shown && !formatted && conversion == ' ' ? 'r' : conversion;
    parts.add(new Expression.Field(value, asked, joined(format), c.since(start)));
  }

  private char conversion() {
    Span here = c.here();
    String name = c.name("a conversion");
    if (name.length() != 1 || "rsa".indexOf(name.charAt(0)) < 0) {
      throw Cursor.fail("a conversion is !r, !s or !a", here);
    }
    return name.charAt(0);
  }

  /// The parts with neighbouring texts made one and empty ones left out.
  private static List<Expression> joined(List<Expression> parts) {
    List<Expression> joined = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    List<Expression.Str> texts = new ArrayList<>();
    for (Expression part : parts) {
      if (part instanceof Expression.Str text) {
        value.append(text.value());
        texts.add(text);
      } else {
        flush(joined, texts, value);
        joined.add(part);
      }
    }
    flush(joined, texts, value);
    return List.copyOf(joined);
  }

  private static void flush(
      List<Expression> joined, List<Expression.Str> texts, StringBuilder value) {
    if (!value.isEmpty()) {
      Span span = texts.getFirst().span().to(texts.getLast().span());
      Span content = texts.size() == 1 ? texts.getFirst().content() : span;
      joined.add(new Expression.Str(value.toString(), content, span));
    }
    texts.clear();
    value.setLength(0);
  }
}
