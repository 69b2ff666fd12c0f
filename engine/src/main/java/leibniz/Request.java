package leibniz;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Source;

/// What is to be derived.
///
/// @param source the program
/// @param of the name of what is differentiated; empty for what the last line defines
/// @param wrt the names of what it is differentiated by, inputs or intermediate values; `params`
///   stands for all inputs without a batch axis; `v:v` and `x:A` are second derivatives; empty for
///   all inputs
/// @param order how many times it is differentiated by all of these; 1 unless something else is
///   said
/// @param layout how the axes are ordered
/// @param batch the sizes that mark a batch axis; empty for none
/// @param sizes values for size symbols, which override those of the program
/// @param direction what the derivative is multiplied by
public record Request(
    Source source,
    String of,
    List<String> wrt,
    int order,
    Layout layout,
    Set<String> batch,
    Map<String, Long> sizes,
    Direction direction) {

  /// The sizes that mark a batch axis unless something else is said.
  public static final Set<String> BATCH = Set.of("B", "batch");

  /// Takes copies.
  public Request {
    wrt = List.copyOf(wrt);
    batch = Set.copyOf(batch);
    sizes = Map.copyOf(sizes);
  }

  /// The whole derivatives.
  public Request(
      Source source,
      String of,
      List<String> wrt,
      int order,
      Layout layout,
      Set<String> batch,
      Map<String, Long> sizes) {
    this(source, of, wrt, order, layout, batch, sizes, Direction.NONE);
  }

  /// The derivatives of what the last line defines by all inputs, under the general rule.
  public static Request of(String program) {
    return new Request(
        new Source("-e", program), "", List.of(), 1, Layout.GENERAL, BATCH, Map.of());
  }

  /// Of what has this name.
  public Request output(String name) {
    return new Request(source, name, wrt, order, layout, batch, sizes, direction);
  }

  /// By these, inputs or intermediate values.
  public Request wrt(String... names) {
    return new Request(source, of, List.of(names), order, layout, batch, sizes, direction);
  }

  /// Of another name, by these.
  public Request of(String output, String... variables) {
    return new Request(source, output, List.of(variables), order, layout, batch, sizes, direction);
  }

  /// All derivatives of that order.
  public Request order(int number) {
    return new Request(source, of, wrt, number, layout, batch, sizes, direction);
  }

  /// In another layout.
  public Request in(Layout other) {
    return new Request(source, of, wrt, order, other, batch, sizes, direction);
  }

  /// With other values of sizes.
  public Request at(Map<String, Long> values) {
    return new Request(source, of, wrt, order, layout, batch, values, direction);
  }

  /// With other batch axes, by the names of their sizes; none for no batch.
  public Request sharing(String... names) {
    return new Request(source, of, wrt, order, layout, Set.of(names), sizes, direction);
  }

  /// The Jacobian-vector product: how the output moves when the inputs move along tangents.
  ///
  /// @param tangents inputs of the program that are the tangents, one for each variable in order;
  ///   none for new inputs, `x_dot` for x
  public Request jvp(String... tangents) {
    return along(Direction.Kind.JVP, tangents);
  }

  /// The vector-Jacobian product: what a cotangent of the output becomes at each input.
  ///
  /// @param cotangent the input of the program that is the cotangent; none for a new input, `q_bar`
  ///   for q
  public Request vjp(String... cotangent) {
    return along(Direction.Kind.VJP, cotangent);
  }

  /// The Hessian-vector product: how the gradient moves when the inputs move along tangents.
  ///
  /// @param tangents as for [#jvp]
  public Request hvp(String... tangents) {
    return along(Direction.Kind.HVP, tangents);
  }

  private Request along(Direction.Kind kind, String... names) {
    Direction along = new Direction(kind, List.of(names));
    return new Request(source, of, wrt, order, layout, batch, sizes, along);
  }
}
