package leibniz.ir;

import java.util.ArrayList;
import java.util.List;

/// What is wrong, told so that it can be mended: a headline that stands alone, the places, and
/// notes. Rooms make problems; doors decide how to draw them (a frame with carets, JSON, one line).
///
/// @param headline present tense, both sides named, no full stop
/// @param marks the places, the primary one first; empty when there is no place
public record Problem(Code code, Level level, String headline, List<Mark> marks, List<Note> notes) {

  /// How bad it is; `ERROR` alone makes a command fail.
  public enum Level {
    ERROR,
    WARNING,
    REMARK
  }

  /// A place with what is to be said of it (the label may be empty).
  public record Mark(Span span, String label) {}

  /// A line below the frame.
  public record Note(Kind kind, String text) {
    /// The closed list of what a note can be.
    public enum Kind {
      RULE,
      DERIVED,
      WHERE,
      FIRST,
      EFFECT,
      CAUSE,
      SURE,
      CHEAPER,
      NOTE,
      HELP,
      MORE
    }
  }

  /// Takes copies of the lists.
  public Problem {
    marks = List.copyOf(marks);
    notes = List.copyOf(notes);
  }

  /// An error with one place.
  public static Problem error(Code code, String headline, Span span, String label) {
    return new Problem(code, Level.ERROR, headline, List.of(new Mark(span, label)), List.of());
  }

  /// An error without a place.
  public static Problem error(Code code, String headline) {
    return new Problem(code, Level.ERROR, headline, List.of(), List.of());
  }

  /// This problem with a further, secondary place.
  public Problem also(Span span, String label) {
    List<Mark> more = new ArrayList<>(marks);
    more.add(new Mark(span, label));
    return new Problem(code, level, headline, more, notes);
  }

  /// This problem with a further note.
  public Problem with(Note.Kind kind, String text) {
    List<Note> more = new ArrayList<>(notes);
    more.add(new Note(kind, text));
    return new Problem(code, level, headline, marks, more);
  }

  /// This problem with what the user can do about it.
  public Problem help(String text) {
    return with(Note.Kind.HELP, text);
  }

  /// This problem as an exception that carries it alone.
  public LeibnizException raise() {
    return new LeibnizException(List.of(this));
  }
}
