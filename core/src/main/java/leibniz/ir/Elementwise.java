package leibniz.ir;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A row: all that is known of a function applied entry by entry. Passes read it and never ask
/// which function it is. Two rows are the same when their names are.
///
/// A row is made by [#named] and filled by the methods that return a row; see `leibniz.op.Maps`.
public final class Elementwise {
  private final String name;
  private final String says;
  private final List<Partial> partials;
  private final @Nullable Reference reference;
  private final @Nullable Notation notation;
  private final @Nullable Spelling spelling;
  private final String domain;
  private final String kinks;
  private final Function<Rational, @Nullable Rational> exact;

  /// The derivative by one argument. `self` is the value, so that exp can answer with itself.
  @FunctionalInterface
  public interface Partial {
    Expr of(Expr self, List<Expr> arguments);
  }

  /// The plain function. It shares nothing with the partials, for it is what they are checked by.
  @FunctionalInterface
  public interface Reference {
    Complex at(List<Complex> arguments);
  }

  private Elementwise(
      String name,
      String says,
      List<Partial> partials,
      @Nullable Reference reference,
      @Nullable Notation notation,
      @Nullable Spelling spelling,
      String domain,
      String kinks,
      Function<Rational, @Nullable Rational> exact) {
    this.name = name;
    this.says = says;
    this.partials = List.copyOf(partials);
    this.reference = reference;
    this.notation = notation;
    this.spelling = spelling;
    this.domain = domain;
    this.kinks = kinks;
    this.exact = exact;
  }

  /// A row with nothing but its name, and what it is in words.
  public static Elementwise named(String name, String says) {
    return new Elementwise(name, says, List.of(), null, null, null, "", "", r -> null);
  }

  /// With the partial derivative by each argument, in order; one for each argument.
  public Elementwise partials(Partial... each) {
    return new Elementwise(
        name, says, List.of(each), reference, notation, spelling, domain, kinks, exact);
  }

  /// With the function itself, on the complex numbers near the real axis.
  public Elementwise reference(Reference function) {
    return new Elementwise(
        name, says, partials, function, notation, spelling, domain, kinks, exact);
  }

  /// With the way it is written in a formula.
  public Elementwise notation(Notation written) {
    return new Elementwise(
        name, says, partials, reference, written, spelling, domain, kinks, exact);
  }

  /// With what it is called in each language.
  public Elementwise spelled(String numpy, String torch, String jax, String java) {
    return spelled(new Spelling(numpy, torch, jax, java));
  }

  /// The same, with more about it.
  public Elementwise spelled(Spelling names) {
    return new Elementwise(name, says, partials, reference, notation, names, domain, kinks, exact);
  }

  /// With the condition under which it is defined, in words; none said means everywhere.
  public Elementwise domain(String where) {
    return new Elementwise(
        name, says, partials, reference, notation, spelling, where, kinks, exact);
  }

  /// With where it has no derivative and which value is taken there, in words.
  public Elementwise kinks(String where) {
    return new Elementwise(
        name, says, partials, reference, notation, spelling, domain, where, exact);
  }

  /// With its values that are exact fractions, for constant folding; null where it has none.
  public Elementwise exact(Function<Rational, @Nullable Rational> values) {
    return new Elementwise(
        name, says, partials, reference, notation, spelling, domain, kinks, values);
  }

  public String name() {
    return name;
  }

  public String says() {
    return says;
  }

  public int arity() {
    return partials.size();
  }

  /// The derivative of `self` by argument `k`, of the shape of `self`.
  public Expr partial(Expr self, int k) {
    return partials.get(k).of(self, self.args());
  }

  public Complex at(List<Complex> arguments) {
    return Objects.requireNonNull(reference, name).at(arguments);
  }

  public Notation notation() {
    return Objects.requireNonNull(notation, name);
  }

  public Spelling spelling() {
    return Objects.requireNonNull(spelling, name);
  }

  public String domain() {
    return domain;
  }

  public String kinks() {
    return kinks;
  }

  public @Nullable Rational exact(Rational argument) {
    return exact.apply(argument);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Elementwise row && row.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
