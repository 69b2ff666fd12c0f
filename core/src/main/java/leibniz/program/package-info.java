/// A program: the shortest straight-line list of steps that computes given expressions.
///
/// [leibniz.program.Linearize] makes one. Shared parts are computed once, products of many factors
/// are put in the cheapest order of two at a time, and every step gets a name. A
/// [leibniz.program.Program] is plain data: what a dialect of `leibniz.code` prints is the very
/// thing that the engine runs, so a printed order is the real one.
///
/// The steps hold the expressions themselves. Whoever reads them in order keeps a
/// [leibniz.program.Scope]: it says which expressions have a value so far, and under which name. A
/// step is to be read down to those and no further.
@org.jspecify.annotations.NullMarked
package leibniz.program;
