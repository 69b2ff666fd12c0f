package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// What a program goes a step down along that is not called like a gradient: `D_m` of `m = m - L *
/// D_m`, where `L` is a small number.
final class AlongNames {
  private static final Pattern NAME = Pattern.compile("(?:self\\.)?[A-Za-z]\\w*");
  private static final Pattern TIME =
      Pattern.compile("(?i)(?:self\\.)?(?:dt|h|tau|delta_?t|dx|ds)");

  private final Map<String, String> by = new HashMap<>();
  private final Set<String> numbers = new HashSet<>(); // that are small
  private final Set<String> made = new HashSet<>(); // with a sum or a product
  private final Set<String> running = new HashSet<>(); // on from what they were

  private AlongNames() {}

  /// What goes a step along each, as it is written.
  static Map<String, String> of(Module program) {
    AlongNames names = new AlongNames();
    List<Statement> all = new Statements(program).all();
    all.forEach(names::read);
    Set<String> several = new HashSet<>();
    for (Statement s : all) {
      Expression changed = Steps.changed(s);
      Expression change = Steps.change(s);
      if (changed != null && change != null && Steps.isMinus(s)) {
        names.step(Spelled.text(changed), change, several);
      }
    }
    names.by.keySet().removeAll(several);
    return names.by;
  }

  private void read(Statement s) {
    if (s instanceof Statement.Assign(var targets, var value, _) && targets.size() == 1) {
      String target = Spelled.text(targets.getFirst());
      if (value instanceof Expression.Float f && f.value() > 0 && f.value() <= 1) {
        numbers.add(target);
      } else if (Spelled.names(value, target)) {
        running.add(target);
      } else if (Steps.isMade(value)) {
        made.add(target);
      }
    } else if (s instanceof Statement.AugmentedAssign a) {
      running.add(Spelled.text(a.target()));
    }
  }

  private void step(String changed, Expression change, Set<String> several) {
    List<String> along = new ArrayList<>();
    boolean lengths = NAME.matcher(changed).matches();
    for (Expression factor : factors(change)) {
      String text = Spelled.text(factor);
      if (made.contains(text) && !running.contains(text) && isFree(text)) {
        along.add(text);
      } else {
        lengths &= isLength(factor, text);
      }
    }
    if (lengths && along.size() == 1 && GradientName.of(changed) == null) {
      String before = by.put(along.getFirst(), changed);
      if (before != null && !before.equals(changed)) {
        several.add(along.getFirst());
      }
    }
  }

  private static boolean isFree(String name) {
    return NAME.matcher(name).matches()
        && GradientName.of(name) == null
        && LossNames.rank(name) < 0;
  }

  private boolean isLength(Expression factor, String text) {
    boolean number = factor instanceof Expression.Int || factor instanceof Expression.Float;
    boolean small = numbers.contains(text) && !TIME.matcher(text).matches();
    return number || small || Steps.isLengthName(text);
  }

  private static List<Expression> factors(Expression e) {
    if (e instanceof Expression.Binary b && b.operator() == Expression.Operator.MULTIPLY) {
      List<Expression> all = new ArrayList<>(factors(b.left()));
      all.addAll(factors(b.right()));
      return all;
    }
    return List.of(e);
  }
}
