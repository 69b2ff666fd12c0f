/// A program becomes kernels and arrays, for given sizes.
///
/// [leibniz.plan.Compiled] is the door. [leibniz.plan.Planner] does the work: it decides which
/// nodes have arrays of their own ([leibniz.plan.Choice]), writes the loops of each
/// ([leibniz.plan.Emitter], [leibniz.plan.Terms]), lets loops over the same rows run together
/// ([leibniz.plan.Rows]), and lets arrays that are not needed at the same time share memory
/// ([leibniz.plan.Memory]).
@org.jspecify.annotations.NullMarked
package leibniz.plan;
