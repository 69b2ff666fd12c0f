/// Loops over arrays: what a kernel computes, the plain twin that runs it anywhere, the class that
/// is generated for it, and the threads they are shared among.
///
/// A [leibniz.kernel.Kernel] is data: [leibniz.kernel.Loop]s over a common outermost axis, each
/// with a body in single assignment. [leibniz.kernel.Interpreted] runs it block by block and is
/// what everything else is tested against.
@org.jspecify.annotations.NullMarked
package leibniz.kernel;
