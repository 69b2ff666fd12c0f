package leibniz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Expr;
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
/// @param local the same, with every line read by itself over the names it uses
/// @param of what is differentiated
/// @param wrt by what
record Question(Script script, Script local, Definition of, List<Definition> wrt) {

  static List<Question> all(Module program, Request request) {
    Script plain = Trace.of(program, new Options(request.sizes(), Set.of()));
    Definition of = output(plain, request.of());
    Map<String, Definition> asked = new LinkedHashMap<>();
    for (Definition wrt : variables(plain, of, request)) {
      asked.put(wrt.name().toString(), wrt);
    }
    List<Definition> inputs = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    for (Definition wrt : asked.values()) {
      if (wrt.kind() == Definition.Kind.INPUT) {
        inputs.add(wrt);
      }
    }
    if (!inputs.isEmpty()) {
      questions.add(new Question(plain, local(program, request), of, inputs));
    }
    for (Definition wrt : asked.values()) {
      if (wrt.kind() == Definition.Kind.VALUE) {
        String name = wrt.name().toString();
        Script cut = Trace.of(program, new Options(request.sizes(), Set.of(name)));
        questions.add(
            new Question(
                cut, local(program, request), output(cut, of.name().toString()), cut.find(name)));
      }
    }
    return questions;
  }

  private static Script local(Module program, Request request) {
    return Trace.of(program, new Options(request.sizes(), Set.of(Options.EVERYTHING)));
  }

  private static Definition output(Script script, String name) {
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

  private static List<Definition> variables(Script script, Definition of, Request request) {
    Set<Definition> wrt = new LinkedHashSet<>();
    for (String name : request.wrt()) {
      List<Definition> found =
          name.equals("params") && script.find(name).isEmpty()
              ? parameters(script, of, request)
              : script.find(name);
      if (found.isEmpty() && !name.equals("params")) {
        throw unknown(script, name, "--wrt");
      }
      wrt.addAll(found);
    }
    if (request.wrt().isEmpty()) {
      wrt.addAll(used(script, of));
    }
    if (wrt.isEmpty()) {
      throw Problem.error(
              Code.LBZ211,
              of.name()
                  + " depends on no input"
                  + (request.wrt().isEmpty() ? "" : " that is asked for"))
          .help("declare one by its shape, for instance  v: (B, D)")
          .raise();
    }
    return List.copyOf(wrt);
  }

  /// The inputs the output depends on.
  private static List<Definition> used(Script script, Definition of) {
    Set<Expr> below = new LinkedHashSet<>(of.value().inOrder());
    return script.inputs().stream().filter(d -> below.contains(d.value())).toList();
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
