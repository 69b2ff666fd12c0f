package leibniz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Problem;
import leibniz.python.Module;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;

/// A program with what is asked of it. An intermediate value that is asked for as a variable is
/// cut: its line is read as an input. So each of those is a question of its own, while all inputs
/// are asked for at once.
///
/// @param script the program, with the variables as inputs
/// @param local the same, with every line read by itself over the names it uses: for who tells the
///   steps
/// @param of what is differentiated
/// @param wrt by what: the variables of each derivative, as many as its order
/// @param along what the derivatives are multiplied by
record Question(
    Script script, Lazy<Script> local, Definition of, List<List<Definition>> wrt, Along along) {

  static List<Question> all(Module program, Request request) {
    Script plain = read(program, request, Set.of());
    Definition of = output(plain, request.of());
    Set<List<Definition>> asked = variables(plain, of, request);
    if (request.direction().kind().isTangent()) {
      return List.of(together(program, request, plain, of, asked));
    }
    Map<Set<Name>, List<List<Definition>>> ofInputs = new LinkedHashMap<>(); // by what is bound
    List<Question> questions = new ArrayList<>();
    for (List<Definition> block : asked) {
      if (cuts(block).isEmpty()) {
        ofInputs.computeIfAbsent(bound(block), b -> new ArrayList<>()).add(block);
      }
    }
    ofInputs
        .values()
        .forEach(blocks -> questions.add(of(request, plain, local(program, request), of, blocks)));
    for (List<Definition> block : asked) {
      Set<String> cuts = cuts(block);
      if (!cuts.isEmpty()) {
        Script cut = read(program, request, cuts);
        List<Definition> there =
            block.stream().map(d -> cut.find(d.name().toString()).getFirst()).toList();
        Definition output = output(cut, of.name().toString());
        questions.add(of(request, cut, local(program, request), output, List.of(there)));
      }
    }
    return questions;
  }

  /// All variables at once, because all move at once.
  private static Question together(
      Module program, Request request, Script plain, Definition of, Set<List<Definition>> asked) {
    Set<String> cuts = new LinkedHashSet<>();
    asked.forEach(block -> cuts.addAll(cuts(block)));
    Script cut = cuts.isEmpty() ? plain : read(program, request, cuts);
    List<List<Definition>> there = new ArrayList<>();
    for (List<Definition> block : asked) {
      there.add(List.of(cut.find(block.getFirst().name().toString()).getFirst()));
    }
    Definition output = output(cut, of.name().toString());
    return of(request, cut, local(program, request), output, there);
  }

  private static Question of(
      Request request,
      Script script,
      Lazy<Script> local,
      Definition of,
      List<List<Definition>> blocks) {
    List<Definition> variables = blocks.stream().map(List::getFirst).distinct().toList();
    Along along = Along.of(script, of, variables, request);
    List<Definition> more = along.added(script);
    return new Question(
        script.with(more), new Lazy<>(() -> local.get().with(more)), of, blocks, along);
  }

  /// The program, with these values as inputs, and with the directions that are computed.
  private static Script read(Module program, Request request, Set<String> cuts) {
    Script plain = Trace.of(program, new Options(request.sizes(), cuts));
    Set<String> all = new LinkedHashSet<>(cuts);
    all.addAll(Along.computed(plain, request));
    return all.size() == cuts.size() ? plain : Trace.of(program, new Options(request.sizes(), all));
  }

  /// The inputs of a block whose entries are declared to hang together.
  static Set<Name> bound(List<Definition> block) {
    return block.stream()
        .filter(d ->
            d.value().head() instanceof Head.Var v
                && v.properties().stream().anyMatch(Head.Property::binds))
        .map(Definition::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// The question with its variables free: their entries are varied one by one, so nothing that is
  /// declared to bind them is used before the derivative is taken.
  Question free() {
    Set<Name> inputs = new LinkedHashSet<>();
    wrt.forEach(block -> inputs.addAll(bound(block)));
    if (inputs.isEmpty()) {
      return this;
    }
    Script free = script.free(inputs);
    Map<Name, Definition> there = new HashMap<>();
    free.definitions().forEach(d -> there.put(d.name(), d));
    UnaryOperator<Definition> now = d -> Objects.requireNonNull(there.get(d.name()));
    Map<Definition, Definition> directions = new LinkedHashMap<>();
    along
        .directions()
        .forEach((d, direction) -> directions.put(now.apply(d), now.apply(direction)));
    return new Question(
        free,
        new Lazy<>(() -> local.get().free(inputs)),
        now.apply(of),
        wrt.stream().map(block -> block.stream().map(now).toList()).toList(),
        new Along(along.kind(), directions));
  }

  /// What is differentiated: in the layout like the input, the sum over all entries, which a
  /// cotangent weighs.
  Expr output(Layout layout) {
    Expr value = of.value();
    boolean weighted = along.kind() == Direction.Kind.VJP; // by the cotangent, that is
    return switch (layout) {
      case GENERAL -> value;
      case LIKE_INPUT -> weighted ? value : Build.reduce(value, Build.range(0, value.rank()));
    };
  }

  /// The variables of one of them, by name.
  List<Name> names(int block) {
    List<Definition> all = along.kind() == Direction.Kind.JVP ? variables() : wrt.get(block);
    return all.stream().map(Definition::name).toList();
  }

  /// What an answer is called in code: `dq_dv`; a tangent `q_dot`, a cotangent `v_bar`, and the
  /// gradient of a tangent `df_dot_dx`.
  Name called(List<Name> variables) {
    Name output = of.name();
    return switch (along.kind()) {
      case NONE -> Name.ofDerivative(output, variables);
      case JVP -> output.tangent();
      case VJP -> variables.getFirst().cotangent();
      case HVP ->
          variables.isEmpty() ? output.tangent() : Name.ofDerivative(output.tangent(), variables);
    };
  }

  /// The derivatives that are found: of what is left when the directions are contracted.
  List<List<Definition>> blocks() {
    return along.kind() == Direction.Kind.JVP ? List.of(List.of()) : wrt;
  }

  /// The variables, each once.
  List<Definition> variables() {
    return wrt.stream().flatMap(List::stream).distinct().toList();
  }

  /// The free variables with what is declared of them; empty where nothing was freed.
  Map<Expr, Expr> declared() {
    Map<Expr, Expr> declared = new LinkedHashMap<>();
    List<Definition> variables = variables();
    List<Definition> freed = free().variables();
    for (int k = 0; k < freed.size(); k++) {
      Expr variable = variables.get(k).value();
      if (freed.get(k).value() != variable) {
        declared.put(freed.get(k).value(), variable);
      }
    }
    return declared;
  }

  /// What a walk to the derivatives of first order goes to.
  List<Definition> first() {
    return wrt.stream().map(List::getFirst).distinct().toList();
  }

  private static Set<String> cuts(List<Definition> block) {
    return block.stream()
        .filter(d -> d.kind() == Definition.Kind.VALUE)
        .map(d -> d.name().toString())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Lazy<Script> local(Module program, Request request) {
    return new Lazy<>(
        () -> Trace.of(program, new Options(request.sizes(), Set.of(Options.EVERYTHING))));
  }

  /// What a name stands for as an output; the empty name for what the last line defines.
  static Definition output(Script script, String name) {
    Definition output = named(script, name);
    if (output.value().shape().dims().contains(Dim.of(0))) {
      throw Problem.error(
              Code.LBZ106, output.name() + " " + output.value().shape() + " has no entries")
          .raise();
    }
    return output;
  }

  private static Definition named(Script script, String name) {
    if (name.isEmpty()) {
      Definition last = script.result();
      if (last == null) {
        throw Problem.error(Code.LBZ211, "the program defines nothing to differentiate")
            .help("its last line is the output, for instance  q = e / s")
            .raise();
      }
      return last;
    }
    List<Definition> found = script.find(name);
    if (found.isEmpty()) {
      throw unknown(script, name, "--of");
    }
    if (found.size() > 1) {
      throw Problem.error(
              Code.LBZ211, "--of " + name + " is a list of " + found.size() + " tensors")
          .help("name one of them, for instance  --of \"" + found.getLast().name() + "\"")
          .raise();
    }
    return found.get(0);
  }

  private static Set<List<Definition>> variables(Script script, Definition of, Request request) {
    if (request.order() > 1 && request.direction().kind() != Direction.Kind.NONE) {
      throw twice("--order " + request.order(), request);
    }
    Set<List<Definition>> wrt = new LinkedHashSet<>();
    List<Definition> all = new ArrayList<>();
    for (String word : request.wrt()) {
      List<List<Definition>> parts = new ArrayList<>();
      for (String name : word.split(":", -1)) {
        parts.add(named(script, of, name.strip(), request));
      }
      if (parts.size() > 1 && request.direction().kind() != Direction.Kind.NONE) {
        throw twice("--wrt " + word, request);
      }
      if (request.order() == 1) {
        wrt.addAll(blocks(parts));
      } else if (parts.size() == 1) {
        all.addAll(parts.getFirst());
      } else {
        throw Problem.error(
                Code.LBZ211, word + " says how often it is differentiated, and so does the order")
            .help("ask for one of them: --wrt " + word + ", or --order " + request.order())
            .raise();
      }
    }
    if (request.wrt().isEmpty()) {
      all.addAll(used(script, of));
    }
    wrt.addAll(blocks(Collections.nCopies(request.order(), all.stream().distinct().toList())));
    if (wrt.isEmpty()) {
      throw Problem.error(
              Code.LBZ211,
              of.name()
                  + " depends on no input"
                  + (request.wrt().isEmpty() ? "" : " that is asked for"))
          .help("declare one by its shape, for instance  v: (B, D)")
          .raise();
    }
    return wrt;
  }

  private static RuntimeException twice(String said, Request request) {
    String option = request.direction().option();
    return Problem.error(
            Code.LBZ211, said + " and " + option + " both say how often it is differentiated")
        .help("leave one out; --hvp is the Hessian times a vector")
        .raise();
  }

  private static List<Definition> named(
      Script script, Definition of, String name, Request request) {
    List<Definition> found =
        name.equals("params") && script.find(name).isEmpty()
            ? parameters(script, of, request)
            : script.variables(name);
    if (found.isEmpty() && !name.equals("params")) {
      throw unknown(script, name, "--wrt");
    }
    for (Definition d : found) {
      if (isWhole(d)) {
        throw Problem.error(
                Code.LBZ205,
                d.name()
                    + " holds whole numbers: they do not vary by small steps, so there is no"
                    + " derivative by them",
                d.span(),
                "declared or used so here")
            .raise();
      }
    }
    return found;
  }

  /// One of each part, in every way; of those that differ only in their order, the first.
  private static List<List<Definition>> blocks(List<List<Definition>> parts) {
    List<List<Definition>> blocks = List.of(List.of());
    for (List<Definition> part : parts) {
      List<List<Definition>> longer = new ArrayList<>();
      for (List<Definition> block : blocks) {
        for (Definition next : part) {
          List<Definition> one = new ArrayList<>(block);
          one.add(next);
          longer.add(one);
        }
      }
      blocks = longer;
    }
    Set<List<String>> seen = new HashSet<>();
    return blocks.stream()
        .filter(block -> seen.add(block.stream().map(d -> d.name().toString()).sorted().toList()))
        .toList();
  }

  /// The inputs the output depends on.
  private static List<Definition> used(Script script, Definition of) {
    Set<Expr> below = new LinkedHashSet<>(of.value().inOrder());
    return script.inputs().stream().filter(d -> below.contains(d.value()) && !isWhole(d)).toList();
  }

  /// Whether its entries are whole numbers or truth values, which do not vary by small steps.
  private static boolean isWhole(Definition d) {
    return d.value().head() instanceof Head.Var v
        && (v.properties().contains(Head.Property.WHOLE)
            || v.properties().contains(Head.Property.TRUTH));
  }

  /// Those of them that carry no batch axis.
  private static List<Definition> parameters(Script script, Definition of, Request request) {
    return used(script, of).stream()
        .filter(d ->
            d.value().shape().dims().stream()
                .noneMatch(size -> request.batch().contains(size.toString())))
        .toList();
  }

  private static RuntimeException unknown(Script script, String name, String option) {
    List<String> names =
        script.definitions().stream()
            .filter(Definition::last)
            .map(d -> d.name().toString())
            .distinct()
            .toList();
    String known = String.join(", ", names.subList(0, Math.min(20, names.size())));
    return Problem.error(
            Code.LBZ211, option + " " + name + ": the program has no tensor of that name")
        .help("its names are " + known + (names.size() > 20 ? ", …" : ""))
        .raise();
  }
}
