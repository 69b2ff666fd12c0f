package leibniz;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Special;

/// Where a function is not defined, or has no derivative: what the rows of its operations say, once
/// each, in words.
final class Domains {
  private Domains() {}

  static List<String> of(List<Question> questions) {
    Set<String> notes = new LinkedHashSet<>();
    for (Question question : questions) {
      Set<Expr> active = new HashSet<>();
      question.variables().forEach(w -> active.add(w.value()));
      for (Expr node : question.of().value().inOrder()) {
        if (node.args().stream().anyMatch(active::contains)) {
          active.add(node);
          note(node, active, notes);
        }
      }
    }
    return List.copyOf(notes);
  }

  private static void note(Expr node, Set<Expr> active, Set<String> notes) {
    switch (node.head()) {
      case Head.Map m -> {
        if (!m.op().domain().isEmpty()) {
          notes.add(m.op().name() + " is defined where its argument is " + m.op().domain());
        }
        if (!m.op().kinks().isEmpty()) {
          notes.add(m.op().name() + ": " + m.op().kinks());
        }
      }
      case Head.Special s -> {
        if (!s.op().domain().isEmpty()) {
          notes.add(called(s.op()) + ": " + s.op().domain());
        }
      }
      case Head.Einsum e -> {
        for (int k = 0; k < node.args().size(); k++) {
          if (active.contains(node.arg(k)) && !e.factors().get(k).power().isInteger()) {
            notes.add("a root is differentiable only where what is under it is > 0");
          }
        }
      }
      case Head.Var v -> {}
      case Head.Num n -> {}
      case Head.Sum s -> {}
    }
  }

  private static String called(Special op) {
    return op.notation() instanceof Notation.Bound b ? b.before().ascii() : op.name();
  }
}
