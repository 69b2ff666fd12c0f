import org.jspecify.annotations.NullMarked;

/// What an expression is, its derivative, and its forms in math and code.
@NullMarked
@SuppressWarnings("module") // leibniz.engine is built later, so javac cannot see it
module leibniz.core {
  requires static transitive org.jspecify;

  exports leibniz.ir;
  exports leibniz.math;
  exports leibniz.python;
  exports leibniz.report;
  exports leibniz.trace;
  exports leibniz.calculus to
      leibniz.engine;
  exports leibniz.code to
      leibniz.engine;
  exports leibniz.op to
      leibniz.engine;
  exports leibniz.program;
  exports leibniz.simplify to
      leibniz.engine;
  exports leibniz.steps to
      leibniz.engine;
}
