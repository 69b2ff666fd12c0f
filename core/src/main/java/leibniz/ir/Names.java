package leibniz.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which expressions have a name. Printers write the name and do not look inside.
public final class Names {
  private final Map<Expr, Name> names;

  public Names(Map<Expr, Name> names) {
    this.names = new LinkedHashMap<>(names);
  }

  /// Every name that was given, in the order in which it was given.
  public Map<Expr, Name> all() {
    return Collections.unmodifiableMap(names);
  }

  /// The name of exactly this expression; inputs are always called what they are.
  public @Nullable Name of(Expr e) {
    Name known = names.get(e);
    return known == null && e.head() instanceof Head.Var v ? Name.of(v.name()) : known;
  }

  /// A name for it up to its sign: signs stand outside of sums and products, so what the user
  /// called `err` may stand here as minus `err`.
  public @Nullable Signed find(Expr e) {
    Name plain = of(e);
    if (plain != null) {
      return new Signed(false, plain);
    }
    if (e.head() instanceof Head.Sum || e.head() instanceof Head.Einsum && !e.isView()) {
      Name opposite = names.get(Build.negate(e));
      return opposite == null ? null : new Signed(true, opposite);
    }
    return null;
  }

  /// A name, and whether the expression is minus what it names.
  public record Signed(boolean negative, Name name) {}
}
