import org.jspecify.annotations.NullMarked;

/// Runs and verifies what core derives.
@NullMarked
module leibniz.engine {
  requires static jdk.incubator.vector; // used where it is there: leibniz.kernel.Lanes
  requires static transitive org.jspecify;
  requires transitive leibniz.core;

  exports leibniz;
  exports leibniz.blas;
  exports leibniz.check;
  exports leibniz.equal;
  exports leibniz.file;
  exports leibniz.kernel;
  exports leibniz.plan;
  exports leibniz.run;
  exports leibniz.verify;
}
