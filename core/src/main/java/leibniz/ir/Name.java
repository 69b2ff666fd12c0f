package leibniz.ir;

import java.util.List;
import java.util.stream.Collectors;

/// What the user calls a value.
///
/// @param base the identifier
/// @param index the positions in lists, outermost first: `W[0]` has (0), `W[l - 1]` of a layer l
///   has (l - 1)
/// @param version 0 for the only or last value the name gets; else 1 for its first, 2 for its
///   second, as in a loop that overwrites `h`
public record Name(String base, List<Dim> index, int version) {

  /// Takes a copy of the list.
  public Name {
    index = List.copyOf(index);
  }

  /// A name for one value.
  public static Name of(String base) {
    return new Name(base, List.of(), 0);
  }

  /// The positions, which are whole numbers in a program.
  public List<Integer> positions() {
    return index.stream().map(i -> Math.toIntExact(i.constant().orElseThrow())).toList();
  }

  /// A name for what stands at a position of a list.
  public static Name at(String base, Dim position) {
    return new Name(base, List.of(position), 0);
  }

  /// As the program writes it, whatever else it calls so.
  public Name unversioned() {
    return new Name(base, index, 0);
  }

  /// The list it stands in, or itself.
  public Name unindexed() {
    return new Name(base, List.of(), version);
  }

  /// What people call a derivative in code: `dq_dv`, `d2loss_dv_dv`.
  public static Name ofDerivative(Name of, List<Name> by) {
    String order = by.size() == 1 ? "" : String.valueOf(by.size());
    String below = by.stream().map(n -> "_d" + n.identifier()).collect(Collectors.joining());
    return of("d" + order + of.identifier() + below);
  }

  /// What people call the cotangent of a value: `q_bar`, `W_bar[0]`.
  public Name cotangent() {
    return new Name(base + "_bar", index, version);
  }

  /// What people call the tangent of a value: `x_dot`, `W_dot[0]`.
  public Name tangent() {
    return new Name(base + "_dot", index, version);
  }

  /// As one refers to it in the program: `h`, `W[0]`, `h@2` for the second value of an overwritten
  /// name.
  @Override
  public String toString() {
    if (index.isEmpty()) { // as most
      return version == 0 ? base : base + "@" + version;
    }
    String positions = index.stream().map(i -> "[" + i + "]").collect(Collectors.joining());
    return base + positions + (version == 0 ? "" : "@" + version);
  }

  /// As an identifier: `h`, `W_0`, `h_2`.
  public String identifier() {
    StringBuilder out = new StringBuilder(base);
    index.forEach(i -> out.append('_').append(i));
    return version == 0 ? out.toString() : out.append('_').append(version).toString();
  }
}
