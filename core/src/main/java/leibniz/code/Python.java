package leibniz.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.code.Arithmetic.Signed;
import leibniz.code.Piece.Kind;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.program.Adds;
import leibniz.program.Program;

/// Writes one program in Python, in the words of a library.
final class Python {
  /// More terms are not added in one statement: Python's own parser has a limit.
  private static final int TERMS = 24;

  private final Library library;
  private final Arithmetic arithmetic;
  private final Set<Dim> batch;
  private final boolean efficient;
  private final Program program;
  private final Identifiers names;

  Python(Library library, Set<Dim> batch, boolean efficient, Program program) {
    this(
        library,
        batch,
        efficient,
        program,
        new Identifiers(program, Identifiers.python(library.reserved())));
  }

  /// @param efficient whether `@`, broadcasting and sums are preferred to einsum
  /// @param names what everything is called
  Python(Library library, Set<Dim> batch, boolean efficient, Program program, Identifiers names) {
    this.efficient = efficient;
    this.library = library;
    this.arithmetic = new Arithmetic(library);
    this.batch = batch;
    this.program = program;
    this.names = names;
  }

  String statements() {
    List<Statement> statements = new ArrayList<>();
    Map<Expr, String> done = body(statements);
    Set<String> assigned = new HashSet<>();
    statements.forEach(s -> assigned.add(s.target()));
    for (Program.Root root : program.results()) {
      String target = names.of(root.name());
      String value = done.getOrDefault(root.node(), target);
      if (!value.equals(target) && assigned.add(target)) {
        statements.add(new Statement(target, value, shape(root.node(), root.axes())));
      }
    }
    return Statement.text(statements);
  }

  Call call() {
    Signature signature = new Signature(program, names, library);
    return new Call(List.copyOf(signature.arguments()), signature.keywords());
  }

  String function(String name) {
    Signature signature = new Signature(program, names, library);
    List<Statement> statements = new ArrayList<>();
    Map<Expr, String> done = body(statements);
    List<Layout.Block> blocks = new ArrayList<>();
    statements.forEach(s -> blocks.add(new Layout.Block(s.start(), s.code(), s.shape())));
    List<String> returned = new ArrayList<>();
    for (Program.Root root : program.results()) {
      returned.add(done.getOrDefault(root.node(), names.of(root.name())));
    }
    boolean last =
        returned.size() == 1
            && !statements.isEmpty()
            && statements.getLast().target().equals(returned.get(0))
            && statements.stream().filter(s -> s.target().equals(returned.get(0))).count() == 1;
    if (last) {
      Statement value = statements.getLast();
      blocks.set(blocks.size() - 1, new Layout.Block("return ", value.code(), value.shape()));
    } else {
      blocks.add(new Layout.Block("return ", String.join(", ", returned), ""));
    }
    List<String> lines = new ArrayList<>(signature.lines(name));
    lines.addAll(Layout.aligned(blocks, 4));
    String text = String.join("\n", lines) + "\n";
    return String.join("\n", library.imports(text)) + "\n\n\n" + text;
  }

  /// A file of its own: the function, its derivative, which is this program, and a comparison.
  ///
  /// @param value the function
  String checked(SelfCheck asked, Python value) {
    SelfCheck what = asked.apart(PythonCheck.used(library));
    String function = definition(value.function(what.of()));
    String derivative = definition(function(what.name()));
    String check = new PythonCheck(what, library).text();
    String body = String.join("\n\n", function, derivative, check);
    Set<String> imports = new TreeSet<>(library.imports(body));
    imports.add("import numpy as np");
    return String.join("\n", imports) + "\n\n\n" + body;
  }

  /// A function without the imports before it.
  private static String definition(String function) {
    return function.substring(function.indexOf("def "));
  }

  /// Adds a statement for each step; answers what each expression with a value is called.
  private Map<Expr, String> body(List<Statement> to) {
    Set<Dim> batches = new HashSet<>(batch);
    for (Program.Root root : program.results()) {
      if (root.axes() != null) {
        batches.addAll(root.axes().part(Axes.Role.BATCH).dims());
      }
    }
    Matmul matmul = efficient ? new Matmul(library) : null;
    Einsum einsum = new Einsum(names, library, batches, matmul);
    Expressions expressions = new Expressions(names, library, einsum);
    Map<Expr, String> done = new IdentityHashMap<>();
    for (Program.Input input : program.inputs()) {
      expressions.give(input.name(), input.node(), library.given(input));
      done.put(input.node(), names.of(input.name()));
    }
    for (Program.Step step : program.steps()) {
      String target = names.of(step.target());
      Kind kind = write(step, target, expressions, to);
      expressions.define(step.target(), step.node(), kind);
      done.put(step.node(), target);
    }
    return done;
  }

  private Kind write(
      Program.Step step, String target, Expressions expressions, List<Statement> to) {
    String shape = shape(step.node(), step.axes());
    if (step.node().head() instanceof Head.Sum s && s.coefficients().size() > TERMS) {
      List<Signed> terms = expressions.terms(step.node(), s.coefficients());
      for (int start = 0; start < terms.size(); start += TERMS) {
        List<Signed> some =
            new ArrayList<>(terms.subList(start, Math.min(start + TERMS, terms.size())));
        if (start > 0) {
          some.add(new Signed(false, Piece.of(target, Piece.Level.ATOM, 0), -1));
        }
        to.add(new Statement(target, arithmetic.sum(some).text(), shape));
      }
      return Kind.FLOAT;
    }
    Added added = Adds.is(step.node()) ? expressions.added(step.node()) : null;
    if (added != null) {
      write(added, target, shape, to);
      return Kind.FLOAT;
    }
    Piece piece = library.numbers(expressions.exact(step.node(), step.axes() != null));
    to.add(new Statement(target, piece.text(), shape));
    return piece.kind();
  }

  /// Zeros, and what is added to them by position.
  private void write(Added added, String target, String shape, List<Statement> to) {
    String size = names.shape(added.shape());
    String whole = library.added(size, added);
    if (whole != null) {
      to.add(new Statement(target, whole, shape));
      return;
    }
    to.add(new Statement(target, library.zeros(size), shape));
    List<String> index =
        added.index().stream().map(i -> i.equals(":") ? "slice(None)" : i).toList();
    String all = index.size() == 1 ? index.get(0) : "(" + String.join(", ", index) + ")";
    String values = added.values().text();
    to.add(
        new Statement(
            "", library.module() + ".add.at(" + target + ", " + all + ", " + values + ")", shape));
  }

  private static String shape(Expr node, @org.jspecify.annotations.Nullable Axes axes) {
    return axes == null ? node.shape().toString() : axes.toString();
  }
}
