package leibniz.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Spelling;
import leibniz.program.Layered;
import leibniz.program.Program;

/// Programs as NumPy code in the page's style: `np.einsum` for products with a sum, with `np.eye`
/// and `np.ones` for deltas and new axes; operators for what is entry by entry.
///
/// The efficient style has `@` wherever that is a matrix product ([Matmul]); nothing else differs.
///
/// @param batch sizes of batch axes; those of the program's derivatives are known anyhow
/// @param efficient whether `@`, broadcasting and sums are preferred to einsum
public record NumPy(Set<Dim> batch, boolean efficient) implements PythonDialect {

  /// With no batch sizes but those of the derivatives.
  public NumPy() {
    this(Set.of(), false);
  }

  /// Takes a copy.
  public NumPy {
    batch = Set.copyOf(batch);
  }

  @Override
  public Python python(Program program) {
    return new Python(new Np(), batch, efficient, program);
  }

  @Override
  public String function(String name, Layered program) {
    return new PythonLayers(new Np(), batch, efficient, program).function(name);
  }

  private record Np() implements Library {
    @Override
    public String module() {
      return "np";
    }

    @Override
    public List<String> imports(String body) {
      List<String> imports = new ArrayList<>(List.of("import numpy as np"));
      if (body.contains("math.")) {
        imports.addFirst("import math");
      }
      if (body.contains("scipy.special.")) {
        imports.add("import scipy.special");
      }
      if (body.contains("scipy.linalg.")) {
        imports.add("import scipy.linalg");
      }
      return imports;
    }

    @Override
    public Set<String> reserved() {
      return Set.of("np", "math", "scipy");
    }

    @Override
    public String spelled(Spelling row) {
      return row.numpy();
    }
  }
}
