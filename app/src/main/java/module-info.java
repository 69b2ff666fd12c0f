import org.jspecify.annotations.NullMarked;

/// The doors: they translate, and decide nothing.
@NullMarked
module leibniz.app {
  requires static org.jspecify;
  requires leibniz.engine;
  requires info.picocli;
  requires tools.jackson.jr.ob;
  requires tools.jackson.core;
  requires org.commonmark;
  requires io.github.javadiffutils;
}
