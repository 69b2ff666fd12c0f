package leibniz.blas;

import leibniz.kernel.Crew;

/// One way to compute a product.
interface Runner {

  /// The entries of scratch that a run with so many threads needs.
  int scratch(int threads);

  /// Computes it; `scratch` is used by nobody else meanwhile.
  void run(Object[] arrays, Object scratch, Crew crew);
}
