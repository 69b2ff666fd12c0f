package leibniz.ir;

import java.util.List;

/// What an operation is called in each language that programs are printed in: the name of a
/// function, or an expression with `{0}`, `{1}` … for the arguments.
///
/// In Java it is an expression over one entry of each argument where the operation is entry by
/// entry; otherwise over whole arrays, as `double[]` with the last axis fastest.
///
/// @param methods what `java` calls besides the JDK: the text of static methods with an empty line
///   between any two, or nothing
public record Spelling(String numpy, String torch, String jax, String java, String methods) {

  /// With nothing in Java but what the JDK has.
  public Spelling(String numpy, String torch, String jax, String java) {
    this(numpy, torch, jax, java, "");
  }

  /// The methods one by one: two operations may call the same.
  public List<String> eachMethod() {
    return methods.isEmpty() ? List.of() : List.of(methods.split("(?<=\\n)\\n(?=\\S)"));
  }
}
