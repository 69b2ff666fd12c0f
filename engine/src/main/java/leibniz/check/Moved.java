package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// A statement that comes too late: what it is made of was changed before it, as the weights are by
/// `W -= lr * dW` before `dh = d @ W.T`.
final class Moved {
  private static final int NEAR = 12; // statements between the two

  private Moved() {}

  /// The statement before each of the last changes of what it is made of.
  static List<Slip> of(Statement late, Statements statements, Text text) {
    List<Slip> slips = new ArrayList<>();
    if (!(late instanceof Statement.Assign || late instanceof Statement.AugmentedAssign)) {
      return slips;
    }
    List<Statement> all = statements.all();
    int at = all.indexOf(late);
    String own = text.at(late.span());
    for (int k = at - 1; k >= Math.max(0, at - NEAR); k--) {
      Statement update = all.get(k);
      Expression target = changed(update);
      if (target != null
          && isBeside(update.span(), late.span())
          && names(own, text.at(target.span()))) {
        List<Fix.Edit> edits =
            List.of(
                new Fix.Edit(late.span(), "pass"),
                new Fix.Edit(update.span(), own + "; " + text.at(update.span())));
        String words =
            text.at(target.span()) + " is another one since line " + update.span().line();
        slips.add(new Slip(Slip.Kind.ORDER, edits, words));
      }
    }
    return slips;
  }

  /// What a statement makes another one of; null if it makes something new.
  private static @Nullable Expression changed(Statement statement) {
    return switch (statement) {
      case Statement.AugmentedAssign a -> a.target();
      case Statement.Assign(var targets, Expression.Binary b, _)
          when targets.size() == 1
              && Spelled.text(targets.getFirst()).equals(Spelled.text(b.left())) ->
          targets.getFirst();
      default -> null;
    };
  }

  /// Whether both begin at the same column of some lines.
  private static boolean isBeside(Span a, Span b) {
    return a.column() == b.column() && a.file().equals(b.file());
  }

  private static boolean names(String text, String target) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(target) + "(?!\\w)").matcher(text).find();
  }
}
