package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.List;
import java.util.stream.Collectors;

/// What programs ask of files before they open one, where a program is followed. Nothing is looked
/// up: a text is there, as [Files] has one for it, and any other file is not, so that a program
/// makes the data itself.
final class Paths {
  private static final String MODULE = "os.path";

  private Paths() {}

  static List<Native> rows() {
    return List.of(
        row(MODULE + ".exists", "path", Paths::exists),
        row(MODULE + ".isfile", "path", Paths::exists),
        row(MODULE + ".join", "*parts", Paths::joined));
  }

  private static Value exists(Bound a) {
    if (!a.session().follows()) {
      throw Concrete.foreign(new Value.Foreign(MODULE), a.span());
    }
    boolean text = a.value("path") instanceof Value.Text(String path) && path.endsWith(".txt");
    a.session()
        .assume(
            "line "
                + a.span().line()
                + ": no file is looked for; it is taken "
                + (text ? "to be there" : "not to be there"));
    return new Value.Bool(text);
  }

  private static Value joined(Bound a) {
    return new Value.Text(
        a.rest().stream()
            .map(o -> Sequences.text(o.value(), o.span(), a.session()))
            .collect(Collectors.joining("/")));
  }
}
