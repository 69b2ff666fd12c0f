package leibniz.steps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import org.jspecify.annotations.Nullable;

/// Which inputs have a number: those in a list, the rows of a tensor, and those whose names end in
/// digits.
record Numbering(Map<Expr, Place> places) {
  private static final Pattern DIGITS = Pattern.compile("(.*[^0-9])([0-9]{1,6})");

  /// What inputs with different numbers have in common.
  ///
  /// @param tensor the tensor they are rows of, or null
  record Key(String base, Layers.Kind kind, @Nullable Expr tensor, int axis) {}

  record Place(Key key, int number) {}

  static Numbering of(Script script, Rows rows) {
    Map<Expr, Place> places = new HashMap<>();
    for (Definition input : script.inputs()) {
      Place place = input.was() == null ? place(input.name()) : null;
      if (place != null) {
        places.put(input.value(), place);
      }
    }
    rows.rows()
        .forEach((variable, row) -> {
          OptionalLong position = row.position().constant();
          if (position.isPresent()) {
            Key key = new Key(row.tensor().toString(), Layers.Kind.ROWS, row.tensor(), row.axis());
            places.put(variable, new Place(key, Math.toIntExact(position.getAsLong())));
          }
        });
    return new Numbering(places);
  }

  private static @Nullable Place place(Name name) {
    List<Dim> index = name.index();
    if (name.version() > 0 || index.size() > 1) {
      return null;
    }
    if (index.size() == 1) {
      OptionalLong number = index.getFirst().constant();
      return number.isEmpty()
          ? null
          : new Place(
              new Key(name.base(), Layers.Kind.LIST, null, 0), Math.toIntExact(number.getAsLong()));
    }
    Matcher digits = DIGITS.matcher(name.base());
    return digits.matches()
        ? new Place(
            new Key(digits.group(1), Layers.Kind.NUMBERED, null, 0),
            Integer.parseInt(digits.group(2)))
        : null;
  }

  /// What a name is without the digits at its end.
  static String stem(Name name) {
    Matcher digits = DIGITS.matcher(name.base());
    return digits.matches() && name.index().isEmpty() ? digits.group(1) : name.base();
  }

  /// Its number, or null if it has none.
  @Nullable Place of(Expr input) {
    return places.get(input);
  }
}
