package leibniz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import leibniz.code.Dialect;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Shape;
import leibniz.math.Equation;
import leibniz.math.MatrixForm;
import leibniz.math.Symbol;
import leibniz.math.Symbols;
import leibniz.math.Typeset;
import leibniz.program.Linearize;
import leibniz.program.Program;
import leibniz.simplify.Recognise;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.verify.Claim;
import org.jspecify.annotations.Nullable;

/// How the answers to one question are written: with the user's names.
///
/// @param of what is differentiated
/// @param names the names of the program, by the simplified values
/// @param batch the sizes of batch axes
record Printing(Question question, Name of, Names names, Set<Expr> named, Set<Dim> batch) {

  private static final int MANY = 24;

  /// @param simple the values of the program's definitions, simplified, in order
  static Printing of(Question question, List<Expr> simple, Request request) {
    Map<Expr, Name> names = new LinkedHashMap<>();
    List<Definition> definitions = question.script().definitions();
    for (int k = 0; k < definitions.size(); k++) {
      Definition definition = definitions.get(k);
      Expr value = simple.get(k);
      if (value.constant() == null && !passing(definition, value)) {
        // of two names for one computed value the later one says more: `yhat = h`
        boolean input = definition.kind() == Definition.Kind.INPUT;
        if (input || !(value.head() instanceof Head.Var)) {
          names.put(value, definition.name());
        }
      }
    }
    names.put(simple.get(definitions.indexOf(question.of())), question.of().name());
    question.variables().forEach(wrt -> names.put(wrt.value(), wrt.name()));
    Set<Dim> batch = new HashSet<>();
    request.batch().forEach(name -> batch.add(Dim.symbol(name)));
    return new Printing(
        question,
        question.of().name(),
        new Names(names),
        new LinkedHashSet<>(names.keySet()),
        batch);
  }

  /// A product that is only a stage of a name that is overwritten, as in `h = W[l] @ h`, is read
  /// better multiplied out: `W₂ W₁ x`.
  private static boolean passing(Definition definition, Expr value) {
    return definition.name().version() > 0
        && value.head() instanceof Head.Einsum
        && value.args().size() > 1;
  }

  /// Products multiplied out, each derivative by itself, so that it can be read by itself. If they
  /// are many, together: then what they share stays shared, and the work is linear.
  List<Expr> associate(List<Expr> derivatives) {
    if (derivatives.size() > MANY) {
      return Simplify.thoroughly(derivatives, named).expressions();
    }
    List<Expr> results = new ArrayList<>();
    for (Expr derivative : derivatives) {
      List<Expr> simple = Simplify.thoroughly(List.of(derivative), named).expressions();
      results.addAll(Recognise.in(simple, named));
    }
    return results;
  }

  Name called(List<Name> wrt) {
    return question.called(wrt);
  }

  Equation math(List<Name> wrt, Claim claim) {
    Expr value = claim.derivative();
    Symbols symbols = symbols(List.of(value));
    return switch (question.along().kind()) {
      case NONE -> Typeset.derivative(of, claim.axes(), wrt, value, symbols);
      case HVP -> Typeset.derivative(of.tangent(), claim.axes(), wrt, value, symbols);
      case JVP, VJP -> Typeset.named(called(wrt), claim.axes(), value, symbols);
    };
  }

  /// In matrix notation, where there is one.
  Optional<Equation> matrix(List<Name> wrt, Claim claim) {
    Expr value = claim.derivative();
    Symbols symbols = symbols(List.of(value));
    return Optional.ofNullable(
        switch (question.along().kind()) {
          case NONE -> MatrixForm.derivative(of, claim.axes(), wrt, value, symbols);
          case HVP ->
              wrt.isEmpty()
                  ? MatrixForm.definition(called(wrt), value, symbols)
                  : MatrixForm.derivative(of.tangent(), claim.axes(), wrt, value, symbols);
          case JVP, VJP -> MatrixForm.definition(called(wrt), value, symbols);
        });
  }

  /// The names, and those of composites that occur and have none.
  Symbols symbols(List<Expr> roots) {
    Map<Expr, Symbol> more = new LinkedHashMap<>(Composites.in(roots, names));
    for (Expr value : named) {
      Expr core = withoutOnes(value);
      Name name = names.of(value);
      if (core != null && names.of(core) == null && name != null) {
        more.putIfAbsent(core, new Symbol.Called(name));
      }
    }
    return new Symbols(names, more, batch);
  }

  /// The node inside a value that only adds axes of size 1 to it, as keepdims does: in a formula,
  /// where such axes have no letter, the name of the value is the name of that node.
  private static @Nullable Expr withoutOnes(Expr value) {
    if (!value.isView() || !(value.head() instanceof Head.Einsum e) || value.args().size() != 1) {
      return null;
    }
    Head.Factor factor = e.factors().get(0);
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < e.out().size(); axis++) {
      if (!value.shape().get(axis).isOne()) {
        kept.add(e.out().get(axis));
      }
    }
    boolean same =
        e.coefficient().isOne() && factor.power().isOne() && factor.letters().equals(kept);
    return same ? value.arg(0) : null;
  }

  /// What is printed of one derivative in every language.
  ///
  /// @param target what the derivative is called
  /// @param function from the inputs, as it is printed in each style
  /// @param statement over the names of the program, so, too
  record Programs(
      String target,
      Map<CodeStyle, Lazy<Proofread.Passed>> function,
      Map<CodeStyle, Lazy<Proofread.Passed>> statement) {

    /// The program that is printed as a function.
    Program program(CodeStyle style) {
      return Objects.requireNonNull(function.get(style)).get().program();
    }
  }

  Programs programs(List<Name> wrt, Claim claim) {
    String target = called(wrt).identifier();
    Program.Root root = new Program.Root(Name.of(target), claim.derivative(), claim.axes());
    return new Programs(
        target, passed(target, function(List.of(root))), passed(target, known(root, names)));
  }

  private Map<CodeStyle, Lazy<Proofread.Passed>> passed(String target, Proofread.Forms forms) {
    Map<CodeStyle, Lazy<Proofread.Passed>> passed = new EnumMap<>(CodeStyle.class);
    for (CodeStyle style : CodeStyle.values()) {
      passed.put(style, new Lazy<>(() -> proofread().pass(target, forms, style)));
    }
    return passed;
  }

  /// From the inputs.
  private Proofread.Forms function(List<Program.Root> roots) {
    Map<String, Long> sizes = question.script().sizes();
    return new Proofread.Forms(
        roots,
        new Lazy<>(() -> withSizes(Linearize.of(inputs(), roots, names, sizes))),
        new Lazy<>(() -> withSizes(Linearize.plainly(inputs(), roots, names))));
  }

  /// Over names that are at hand.
  private Proofread.Forms known(Program.Root root, Names known) {
    return over(List.copyOf(known.all().keySet()), root, known);
  }

  private Proofread.Forms over(List<Expr> given, Program.Root root, Names known) {
    List<Program.Root> roots = List.of(root);
    Map<String, Long> sizes = question.script().sizes();
    return new Proofread.Forms(
        roots,
        new Lazy<>(() -> Linearize.of(given, roots, known, sizes)),
        new Lazy<>(() -> Linearize.plainly(given, roots, known)));
  }

  private Proofread proofread() {
    return new Proofread(style -> Language.NUMPY.dialect(batch, style), question.script().needed());
  }

  PrintedCode code(Programs programs, Language language, CodeStyle style) {
    Proofread.Passed function = Objects.requireNonNull(programs.function.get(style)).get();
    Proofread.Passed statement = Objects.requireNonNull(programs.statement.get(style)).get();
    return printed(
        programs.target,
        language,
        function,
        statement,
        function.remark().isEmpty() ? statement.remark() : function.remark());
  }

  private PrintedCode printed(
      String target,
      Language language,
      Proofread.Passed passed,
      Proofread.Passed assigned,
      String remark) {
    Dialect dialect = language.dialect(batch, passed.style());
    String function =
        language == Language.NUMPY ? passed.numpy() : dialect.function(target, passed.program());
    List<String> arguments = dialect.call(passed.program()).arguments();
    Lazy<String> statement =
        new Lazy<>(() -> language.dialect(batch, assigned.style()).statements(assigned.program()));
    return new PrintedCode(target, arguments, statement, function, remark);
  }

  /// A function that is shown in one form alone.
  private PrintedCode printed(
      String target, Proofread.Forms forms, Language language, CodeStyle style) {
    Proofread.Passed passed = proofread().pass(target, forms, style);
    return printed(target, language, passed, passed, passed.remark());
  }

  /// One function for several derivatives: what they share is computed once.
  ///
  /// @param target what the function is called
  /// @param answers the variables of each, with what was found
  PrintedCode together(
      String target, Map<List<Name>, Claim> answers, Language language, CodeStyle style) {
    List<Program.Root> roots = new ArrayList<>();
    answers.forEach((wrt, claim) -> {
      Name name = Name.of(called(wrt).identifier());
      roots.add(new Program.Root(name, claim.derivative(), claim.axes()));
    });
    return printed(target, function(roots), language, style);
  }

  /// A derivative over its cores, and NumPy that computes them and multiplies with them.
  Cores cores(List<Name> wrt, Claim claim, Stored stored) {
    List<Expr> cores = stored.cores();
    Map<Expr, Expr> named = new LinkedHashMap<>();
    List<Program.Root> roots = new ArrayList<>();
    List<Equation> math = new ArrayList<>();
    String letter = free();
    for (int k = 0; k < cores.size(); k++) {
      Name name = Name.of(cores.size() == 1 ? letter : letter + (k + 1));
      named.put(cores.get(k), Build.var(name.base(), cores.get(k).shape()));
      roots.add(new Program.Root(name, cores.get(k)));
      math.add(Typeset.definition(name, cores.get(k), symbols(List.of(cores.get(k)))));
    }
    Expr assembled = stored.assembled(named);
    math.addFirst(
        Typeset.derivative(of, claim.axes(), wrt, assembled, symbols(List.of(assembled))));
    String target = called(wrt).identifier();
    PrintedCode code =
        printed(target + "_cores", function(roots), Language.NUMPY, CodeStyle.EINSUM);
    boolean shared = claim.axes().axes().stream().anyMatch(Axes.Axis::isShared);
    return new Cores(
        math,
        code,
        wrt.size() == 2 && !shared
            ? Optional.of(times(target + "_times", wrt, stored, named))
            : Optional.empty());
  }

  private PrintedCode times(String target, List<Name> wrt, Stored stored, Map<Expr, Expr> named) {
    Expr tangent = Build.var(wrt.getLast().tangent().toString(), stored.axes().inputs().getLast());
    Expr value = stored.times(named, tangent);
    List<Expr> given = new ArrayList<>(inputs());
    given.addAll(named.values());
    given.add(tangent);
    Program.Root root = new Program.Root(Name.ofDerivative(of.tangent(), wrt.subList(0, 1)), value);
    return printed(target, over(given, root, names), Language.NUMPY, CodeStyle.EINSUM);
  }

  /// A letter for cores that the program does not use.
  private String free() {
    for (String letter : List.of("C", "K", "S")) {
      if (question.script().definitions().stream()
          .noneMatch(d -> d.name().base().startsWith(letter))) {
        return letter;
      }
    }
    return "core";
  }

  private List<Expr> inputs() {
    return question.script().inputs().stream().map(Definition::value).toList();
  }

  /// A size that no argument shows, though the result depends on it, is read from a further input:
  /// `∂ŷ/∂x` of a linear layer has one copy of W for each sample of x.
  Program withSizes(Program program) {
    Set<String> missing = new TreeSet<>();
    program.results().forEach(root -> missing.addAll(root.node().shape().symbols()));
    List<Expr> steps = program.steps().stream().map(Program.Step::node).toList();
    steps.forEach(step -> missing.addAll(step.shape().symbols()));
    for (Expr node : Expr.inOrder(steps)) {
      if (node.head() instanceof Head.Num(Head.Constant.Size(Dim size))) {
        missing.addAll(size.symbols());
      }
    }
    program.inputs().forEach(input -> shown(input.shape()).forEach(missing::remove));
    List<Program.Input> inputs = new ArrayList<>();
    for (Definition input : question.script().inputs()) {
      Set<String> shown = shown(input.value().shape());
      shown.retainAll(missing);
      Program.Input known = new Program.Input(input.name(), input.value());
      if (!shown.isEmpty() || program.inputs().stream().anyMatch(i -> i.node() == known.node())) {
        inputs.add(known);
        missing.removeAll(shown);
      }
    }
    return new Program(inputs, program.steps(), program.results(), question.script().needed());
  }

  /// The size symbols that can be read off an array of that shape.
  private static Set<String> shown(Shape shape) {
    Set<String> symbols = new TreeSet<>();
    for (Dim size : shape.dims()) {
      if (size.equals(Dim.symbol(size.toString()))) {
        symbols.add(size.toString());
      }
    }
    return symbols;
  }

  /// One assignment in NumPy, over names that are at hand; more than one if there are too many
  /// factors for a line.
  String statement(String target, Expr value, Axes axes, Names known) {
    Program.Root root = new Program.Root(Name.of(target), value, axes);
    Proofread.Passed passed = proofread().pass(target, known(root, known), CodeStyle.EINSUM);
    return Language.NUMPY.dialect(batch, passed.style()).statements(passed.program());
  }
}
