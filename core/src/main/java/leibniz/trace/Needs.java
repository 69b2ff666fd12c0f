package leibniz.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Head;
import org.jspecify.annotations.Nullable;

/// What the drawn arguments of a call have to be instead, as what did not fit shows.
final class Needs {
  private Needs() {}

  /// What the arguments of a call would have to be, by the parameters' names.
  ///
  /// @param way how they were drawn
  /// @param arguments what they are
  static Map<String, Need> of(
      List<Misfit> misfits, Map<String, Guess> way, Map<String, Value> arguments) {
    Map<String, Need> needs = new LinkedHashMap<>();
    for (Misfit misfit : misfits) {
      way.forEach((parameter, guess) -> {
        boolean open = isOpen(guess) || misfit.need() instanceof Need.Keys; // no array has keys
        if (open && isMadeOf(misfit.value(), parameter, arguments.get(parameter))) {
          boolean whole =
              misfit.value().equals(arguments.get(parameter)) || isInput(misfit.value());
          needs.merge(parameter, whole ? misfit.need() : Need.Count.NUMBER, Need::and);
        }
      });
    }
    return needs;
  }

  /// Whether it was drawn without a word on what it is.
  private static boolean isOpen(Guess guess) {
    return switch (guess) {
      case Guess.Array a -> a.isOpen();
      case Guess.Entries _, Guess.Sizes _, Guess.Pack _ -> true;
      case Guess.Default _,
          Guess.Axes _,
          Guess.Size _,
          Guess.Whole _,
          Guess.Text _,
          Guess.Function _,
          Guess.Generator _,
          Guess.Like _,
          Guess.Given _ ->
          false;
    };
  }

  private static boolean isMadeOf(Value value, String parameter, @Nullable Value argument) {
    return value.equals(argument)
        || value instanceof Value.Tensor t
            && t.expr().any(e -> e.head() instanceof Head.Var v && v.name().equals(parameter));
  }

  private static boolean isInput(Value value) {
    return value instanceof Value.Tensor t && t.expr().head() instanceof Head.Var;
  }
}
