package leibniz.code;

import java.util.List;
import java.util.Set;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Dim;
import leibniz.ir.Spelling;
import leibniz.program.Layered;
import leibniz.program.Program;

/// Programs as JAX code: NumPy's with other names. Shapes are plain numbers while JAX traces, so
/// the assertions hold under `jax.jit` too; values are not, so no value is made a Python number.
///
/// @param batch sizes of batch axes; those of the program's derivatives are known anyhow
/// @param efficient whether `@`, broadcasting and sums are preferred to einsum
public record Jax(Set<Dim> batch, boolean efficient) implements PythonDialect {

  /// Takes a copy.
  public Jax {
    batch = Set.copyOf(batch);
  }

  @Override
  public Python python(Program program) {
    return new Python(new Jnp(), batch, efficient, program);
  }

  @Override
  public String function(String name, Layered program) {
    return new PythonLayers(new Jnp(), batch, efficient, program).function(name);
  }

  private record Jnp() implements Library {
    @Override
    public String given(String array) {
      return "jnp.asarray(" + array + ")";
    }

    /// Under `jax.jit` there is no number yet that `float` could take.
    @Override
    public Piece decimal(Piece whole) {
      Piece number = Library.super.decimal(whole);
      return number.text().startsWith("float(") ? asFloat(whole) : number;
    }

    private static Piece asFloat(Piece value) {
      String text = "jnp.asarray(" + value.text() + ", float)";
      return new Piece(text, Level.ATOM, Kind.NUMBER, value.axes());
    }

    @Override
    public List<String> doublePrecision() {
      return List.of("jax.config.update(\"jax_enable_x64\", True)");
    }

    @Override
    public String module() {
      return "jnp";
    }

    @Override
    public List<String> imports(String body) {
      return body.contains("jax.")
          ? List.of("import jax", "import jax.numpy as jnp")
          : List.of("import jax.numpy as jnp");
    }

    @Override
    public Set<String> reserved() {
      return Set.of("jax", "jnp");
    }

    @Override
    public String spelled(Spelling row) {
      return row.jax();
    }

    @Override
    public String added(String size, Added what) {
      String index = String.join(", ", what.index());
      return zeros(size) + ".at[" + index + "].add(" + what.values().text() + ")";
    }

    @Override
    public Piece truth(Piece condition) {
      return condition.axes().isEmpty()
          ? condition
              .with("jnp.where(" + condition.text() + ", 1.0, 0.0)", Level.ATOM)
              .with(Kind.FLOAT)
          : Library.super.truth(condition);
    }
  }
}
