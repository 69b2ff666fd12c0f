package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.calculus.PushForward;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import leibniz.verify.Claim;

/// The directions of a question: for each tensor that has one, the input that is its tangent or
/// cotangent.
///
/// What is differentiated is contracted with them before anything is simplified: with a cotangent
/// the output becomes the number `⟨q̄, q⟩`, with tangents it becomes its own tangent. So a VJP is
/// the gradient of a number, a JVP is differentiated no further, and an HVP is the gradient of a
/// tangent.
///
/// @param directions by the tensor they belong to: the output for a VJP, each variable else
record Along(Direction.Kind kind, Map<Definition, Definition> directions) {
  static final Along NOTHING = new Along(Direction.Kind.NONE, Map.of());

  /// The tensors of the program that are directions and are computed: they are held fixed.
  static Set<String> computed(Script script, Request request) {
    Set<String> computed = new LinkedHashSet<>();
    for (String name : request.direction().names()) {
      for (Definition d : script.find(name)) {
        if (d.kind() == Definition.Kind.VALUE) {
          computed.add(d.name().toString());
        }
      }
    }
    return computed;
  }

  /// The directions that are asked for.
  ///
  /// @param script the program, with the variables and the directions as inputs
  static Along of(Script script, Definition output, List<Definition> variables, Request request) {
    Direction asked = request.direction();
    if (asked.kind() == Direction.Kind.NONE) {
      return NOTHING;
    }
    List<Definition> whose = asked.kind().isTangent() ? variables : List.of(output);
    if (asked.kind() == Direction.Kind.JVP && request.layout() == Layout.LIKE_INPUT) {
      throw Problem.error(
              Code.LBZ213,
              "--jvp has the axes of the output, and --layout like-input asks for those of the input")
          .help("leave one out; --vjp has the axes of the input")
          .raise();
    }
    if (asked.kind() == Direction.Kind.HVP && !isScalar(output, request)) {
      throw Problem.error(
              Code.LBZ213,
              "--hvp multiplies the Hessian of a number, and "
                  + output.name()
                  + " is "
                  + output.value().shape())
          .help("take its sum, or add --layout like-input, which does")
          .raise();
    }
    Map<Definition, Definition> directions = new LinkedHashMap<>();
    List<Definition> named = named(script, whose, asked);
    for (int k = 0; k < whose.size(); k++) {
      Definition direction = named.isEmpty() ? fresh(script, whose.get(k), asked) : named.get(k);
      check(whose.get(k), direction, variables, asked);
      directions.put(whose.get(k), direction);
    }
    return new Along(asked.kind(), directions);
  }

  private static boolean isScalar(Definition output, Request request) {
    return output.value().shape().count().isOne() || request.layout() == Layout.LIKE_INPUT;
  }

  private static List<Definition> named(Script script, List<Definition> whose, Direction asked) {
    List<Definition> named = new ArrayList<>();
    for (String name : asked.names()) {
      List<Definition> found = script.find(name);
      if (found.isEmpty()) {
        throw Problem.error(
                Code.LBZ213,
                asked.option() + " " + name + ": the program has no tensor of that name")
            .help(
                "declare it with the shape "
                    + whose.getFirst().value().shape()
                    + ", or leave the name out: "
                    + asked.option())
            .raise();
      }
      named.addAll(found);
    }
    if (!named.isEmpty() && named.size() != whose.size()) {
      throw Problem.error(
              Code.LBZ213,
              asked.option()
                  + " names "
                  + count(named.size(), "direction")
                  + " for "
                  + count(whose.size(), "tensor")
                  + ": "
                  + String.join(", ", whose.stream().map(d -> d.name().toString()).toList()))
          .help("name one for each, in that order, or leave the names out")
          .raise();
    }
    return named;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static Definition fresh(Script script, Definition whose, Direction asked) {
    Name name = asked.kind().isTangent() ? whose.name().tangent() : whose.name().cotangent();
    for (Definition known : script.definitions()) {
      if (known.name().identifier().equals(name.identifier())) {
        throw Problem.error(
                Code.LBZ213,
                "the direction of "
                    + whose.name()
                    + " would be called as "
                    + name
                    + " of the program",
                known.span(),
                "")
            .help("say that it is meant, " + asked.option() + "=" + name + ", or rename it")
            .raise();
      }
    }
    Expr input = Build.var(name.toString(), whose.value().shape());
    return new Definition(name, Definition.Kind.INPUT, input, null, whose.span(), true);
  }

  private static void check(
      Definition whose, Definition direction, List<Definition> variables, Direction asked) {
    Shape wanted = whose.value().shape();
    if (!direction.value().shape().equals(wanted)) {
      throw Problem.error(
              Code.LBZ213,
              direction.name()
                  + " is "
                  + direction.value().shape()
                  + ", and a direction of "
                  + whose.name()
                  + " has its shape, "
                  + wanted,
              direction.span(),
              "")
          .help("declare it so, or leave the name out: " + asked.option())
          .raise();
    }
    if (variables.stream().anyMatch(v -> v.value() == direction.value())) {
      throw Problem.error(
              Code.LBZ213,
              direction.name() + " is differentiated by, and a direction is held fixed",
              direction.span(),
              "")
          .help("name another tensor, or leave it out: " + asked.option())
          .raise();
    }
  }

  /// The directions that are new inputs.
  List<Definition> added(Script script) {
    return directions.values().stream().filter(d -> !script.definitions().contains(d)).toList();
  }

  /// From which end its derivatives are found, as long as nothing speaks for the other.
  Mode.Way way() {
    return switch (kind) {
      case NONE, VJP -> Mode.Way.REVERSE;
      case JVP -> Mode.Way.FORWARD;
      case HVP -> Mode.Way.REVERSE_OVER_FORWARD;
    };
  }

  /// What is differentiated further, of a value of the output.
  Expr contracted(Expr output) {
    return switch (kind) {
      case NONE -> output;
      case VJP -> inner(output, directions.values().iterator().next().value());
      case JVP, HVP -> PushForward.of(output, tangents(), Shape.SCALAR);
    };
  }

  /// The variables with their tangents.
  Map<Expr, Expr> tangents() {
    Map<Expr, Expr> tangents = new HashMap<>();
    directions.forEach((variable, tangent) -> tangents.put(variable.value(), tangent.value()));
    return tangents;
  }

  /// The same, as what moves in a verification; empty for a cotangent.
  List<Claim.Tangent> moves() {
    List<Claim.Tangent> moves = new ArrayList<>();
    if (kind.isTangent()) {
      directions.forEach(
          (variable, tangent) -> moves.add(new Claim.Tangent(variable.value(), tangent.value())));
    }
    return moves;
  }

  /// `⟨a, b⟩`.
  static Expr inner(Expr a, Expr b) {
    List<Integer> letters = Build.range(0, a.rank());
    return Product.one().times(a, letters).times(b, letters).out(List.of());
  }
}
