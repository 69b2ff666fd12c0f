package leibniz.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.Derivatives;
import leibniz.Layout;
import leibniz.Request;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Source;
import leibniz.program.Program;

/// What a workload asks for, derived.
final class Derived {
  private Derived() {}

  /// The results as one program, which shares what they share.
  static Derivatives of(Workload workload) {
    Workload.Asked asked = workload.derivative();
    String[] wrt = asked.wrt().toArray(String[]::new);
    String[] directions = asked.direction().toArray(String[]::new);
    return switch (asked.kind()) {
      case "value" -> Derivatives.value(whole(workload));
      case "gradient" -> Derivatives.of(whole(workload).in(Layout.LIKE_INPUT));
      case "jacobian" -> Derivatives.of(whole(workload));
      case "hessian" -> Derivatives.of(whole(workload).in(Layout.LIKE_INPUT).order(2));
      case "batch_jacobian" -> Derivatives.of(shared(workload));
      case "batch_hessian" -> Derivatives.of(shared(workload).order(2));
      case "jvp" -> Derivatives.of(whole(workload).of(workload.output(), wrt).jvp(directions));
      case "vjp" -> Derivatives.of(whole(workload).vjp(directions));
      case "hvp" -> Derivatives.of(whole(workload).hvp(directions));
      case "sgd_step" ->
          step(Derivatives.of(whole(workload).in(Layout.LIKE_INPUT)), wrt, asked.lr());
      default -> throw new IllegalArgumentException("no derivative is called " + asked.kind());
    };
  }

  /// All axes are numbers, and none is a batch.
  private static Request whole(Workload workload) {
    return request(workload, "", Map.of());
  }

  /// The first axis of some inputs is a batch, which the result has once.
  private static Request shared(Workload workload) {
    Set<String> taken = new HashSet<>();
    workload.inputs().forEach(input -> taken.add(input.name()));
    String batch = "B";
    while (taken.contains(batch)) {
      batch += "_";
    }
    String first = workload.derivative().batched().getFirst();
    Map<String, Long> sizes = new HashMap<>();
    for (Workload.Input input : workload.inputs()) {
      if (input.name().equals(first)) {
        sizes.put(batch, (long) input.shape().getFirst());
      }
    }
    return request(workload, batch, sizes).sharing(batch);
  }

  private static Request request(Workload workload, String batch, Map<String, Long> sizes) {
    StringBuilder text = new StringBuilder();
    for (Workload.Input input : workload.inputs()) {
      List<String> axes = new ArrayList<>();
      input.shape().forEach(size -> axes.add(size.toString()));
      if (!batch.isEmpty() && workload.derivative().batched().contains(input.name())) {
        axes.set(0, batch);
      }
      String tuple = String.join(", ", axes) + (axes.size() == 1 ? "," : "");
      text.append(input.name()).append(": (").append(tuple).append(")\n");
    }
    workload.program().forEach(line -> text.append(line).append('\n'));
    return new Request(
        new Source(workload.id(), text.toString()),
        workload.output(),
        workload.derivative().wrt(),
        1,
        Layout.GENERAL,
        Set.of(),
        sizes);
  }

  /// A step of gradient descent: `w - lr · gradient`.
  private static Derivatives step(Derivatives gradients, String[] wrt, double length) {
    Rational minus = Rational.of(BigDecimal.valueOf(length)).negate();
    List<Program.Root> roots = new ArrayList<>();
    for (int k = 0; k < wrt.length; k++) {
      Program.Root gradient = gradients.roots().get(k);
      Expr weight = input(gradients, wrt[k]);
      List<Rational> coefficients = List.of(Rational.ONE, minus);
      Expr next = Build.sum(weight.shape(), coefficients, List.of(weight, gradient.node()));
      roots.add(new Program.Root(gradient.name(), next));
    }
    return new Derivatives(gradients.inputs(), roots, gradients.sizes());
  }

  private static Expr input(Derivatives derivatives, String name) {
    return derivatives.inputs().stream()
        .filter(e -> e.head() instanceof Head.Var v && v.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no input is called " + name));
  }
}
