import org.jspecify.annotations.NullMarked;

/// What an expression is, its derivative, and its forms in math and code.
@NullMarked
@SuppressWarnings("module") // the modules named below are built later, so javac cannot see them
module leibniz.core {
  requires static transitive org.jspecify;

  exports leibniz.ir;
}
