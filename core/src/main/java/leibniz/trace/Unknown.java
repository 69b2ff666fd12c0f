package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;

/// What is said of a name that nothing defines.
final class Unknown {
  private final Session session;
  private final Set<String> prelude;

  Unknown(Session session, Set<String> prelude) {
    this.session = session;
    this.prelude = prelude;
  }

  Problem name(String id, Span span, Scope scope, boolean called) {
    if (Unsupported.OUTSIDE.contains(id)) {
      return Faults.refused(
          id + " is not run: Leibniz reads a program and never runs Python", span);
    }
    String framework =
        Unsupported.FRAMEWORKS.get(id.equals("tf") ? "tensorflow" : id.equals("jnp") ? "jax" : id);
    if (framework != null) {
      Problem problem =
          Faults.refused(id + " is " + framework + ", and programs are read in NumPy", span);
      return id.equals("jnp") ? problem.help("np. in place of jnp.") : problem;
    }
    if (called) {
      Problem unsupported = session.facts().bare() ? Unsupported.of(id, id, span) : null;
      if (unsupported != null) {
        return unsupported;
      }
    }
    List<String> known = new ArrayList<>(scope.all().keySet());
    List<String> callable = new ArrayList<>(Library.bareNames(session.facts().bare()));
    callable.addAll(prelude);
    if (called) {
      known.addAll(callable);
    }
    String meant = called ? Suggest.function(id, known) : Suggest.near(id, known);
    boolean numpy = called && Library.numpy(id) != null;
    String label =
        numpy ? "did you mean np." + id + "?" : meant == null ? "" : "did you mean " + meant + "?";
    if (called) {
      return Problem.error(Code.LBZ003, id + " is not a function Leibniz knows", span, label);
    }
    if (meant == null && session.facts().sizes().contains(id)) {
      return Problem.error(Code.LBZ008, id + " has no value, and one is needed here", span, "")
          .help("give it one on a line before:  " + id + " = 3   or with --size " + id + "=3");
    }
    Problem problem = Problem.error(Code.LBZ002, id + " is not defined", span, label);
    return meant != null
        ? problem
        : problem.help("if it is an input, declare its shape before:  " + id + ": (B, D)");
  }
}
