package leibniz.code;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.ir.Spelling;
import leibniz.program.Layered;
import leibniz.program.Program;

/// Programs as plain Java: a class with one static method and what that calls, which depends on
/// nothing. Arrays are `double[]` with the last axis fastest, numbers `double`; the sizes are
/// further arguments. Everything but whole-array operations is written as loops ([Loops]).
public record Java() implements Dialect {
  private static final Set<String> RESERVED =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends final finally float for goto if implements import"
                  + " instanceof int interface long native new package private protected public"
                  + " return short static strictfp super switch synchronized this throw throws"
                  + " transient try void volatile while true false null _ var yield record Math"
                  + " String IllegalArgumentException")
              .split(" "));

  /// Whether a variable cannot be called so.
  public static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }

  /// `dq_dv` becomes `DqDv`.
  public static String className(String name) {
    return JavaLayers.className(name);
  }

  @Override
  public String statements(Program program) {
    Identifiers names = new Identifiers(program, RESERVED);
    Loops loops = new Loops(names, new Plain());
    Map<Expr, String> done = loops.program(program);
    for (Program.Root root : program.results()) {
      String target = names.of(root.name());
      String value = done.getOrDefault(root.node(), target);
      if (!value.equals(target)) {
        loops.alias(target, value, root.node());
      }
    }
    return String.join("\n", loops.lines());
  }

  @Override
  public String function(String name, Program program) {
    Method method = method(name, program);
    List<String> texts = new ArrayList<>(List.of(method.text));
    texts.addAll(method.calls);
    return file(name, texts);
  }

  @Override
  public String checked(SelfCheck asked) {
    SelfCheck what = asked.apart(JavaCheck.used(RESERVED));
    Method value = method(what.of(), what.value());
    Method derivative = method(what.name(), what.derivative());
    Set<String> calls = new LinkedHashSet<>(value.calls);
    calls.addAll(derivative.calls);
    List<String> texts = new ArrayList<>(List.of(value.text, derivative.text));
    texts.addAll(calls);
    texts.addAll(new JavaCheck(what, RESERVED).methods());
    return JavaCheck.IMPORTS + "\n" + file(what.name(), texts);
  }

  @Override
  public Call call(Program program) {
    Identifiers names = new Identifiers(program, RESERVED);
    Set<String> arguments = new LinkedHashSet<>();
    program.inputs().forEach(input -> arguments.add(names.argument(input.name())));
    Map<String, String> sizes = new LinkedHashMap<>();
    program.symbols().forEach(symbol -> sizes.put(names.ofSize(symbol), symbol));
    return new Call(List.copyOf(arguments), sizes);
  }

  /// @param calls the texts of the methods it calls
  private record Method(String text, Set<String> calls) {}

  private static Method method(String name, Program program) {
    Identifiers names = new Identifiers(program, RESERVED);
    Loops loops = new Loops(names, new Plain());
    List<String> method = new ArrayList<>(head(name, program, names));
    for (Program.Input input : program.inputs()) {
      method.addAll(check(input, names));
    }
    program
        .fixed()
        .forEach((symbol, value) -> {
          if (program.symbols().contains(symbol)) {
            method.addAll(fixed(names.ofSize(symbol), value));
          }
        });
    Map<Expr, String> done = loops.program(program);
    loops.lines().forEach(line -> method.add("  " + line));
    List<String> results = new ArrayList<>();
    for (Program.Root root : program.results()) {
      String value = done.getOrDefault(root.node(), names.of(root.name()));
      boolean number = root.node().rank() == 0 && program.results().size() > 1;
      results.add(number ? "new double[] {" + value + "}" : value);
    }
    String all = String.join(", ", results);
    method.add("  return " + (results.size() == 1 ? all : "new double[][] {" + all + "}") + ";");
    method.add("}");
    return new Method(String.join("\n", method), loops.methods());
  }

  /// A class of methods.
  private static String file(String name, List<String> methods) {
    StringBuilder file = new StringBuilder("final class " + JavaLayers.className(name) + " {");
    for (String method : methods) {
      file.append('\n'); // behind the bracket it ends a line, behind a method it is an empty one
      method
          .lines()
          .forEach(line -> file.append(line.isEmpty() ? "" : "  ").append(line).append('\n'));
    }
    return file.append("}\n").toString();
  }

  @Override
  public String function(String name, Layered program) {
    return new JavaLayers(program, new Plain(), RESERVED).function(name);
  }

  private static List<String> head(String name, Program program, Identifiers names) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (Program.Input input : program.inputs()) {
      int depth = input.name().index().size();
      boolean number = input.node().rank() == 0 && depth == 0;
      String type = "double" + "[]".repeat(number ? 0 : depth + 1);
      arguments.put(names.argument(input.name()), type);
    }
    program.symbols().forEach(symbol -> arguments.put(names.ofSize(symbol), "int"));
    String all =
        arguments.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    String type =
        program.results().size() > 1
            ? "double[][]"
            : program.results().getFirst().node().rank() == 0 ? "double" : "double[]";
    return Layout.lines("static " + type + " " + name, "(" + all + ")", " {", 0);
  }

  /// A size that must be what it was when the program was read.
  private static List<String> fixed(String size, long value) {
    return List.of(
        "  if (" + size + " != " + value + ") {",
        "    throw new IllegalArgumentException(\""
            + size
            + " is \" + "
            + size
            + " + \", not "
            + value
            + "\");",
        "  }");
  }

  /// A wrong length is told before it is read past the end.
  private static List<String> check(Program.Input input, Identifiers names) {
    Shape shape = names.here(input.shape());
    if (shape.rank() == 0) {
      return List.of();
    }
    String value = names.of(input.name());
    String length = Nest.spaced(shape.dims().stream().reduce(Dim.ONE, Dim::times));
    String told = length.chars().allMatch(Character::isDigit) ? "\"" : " = \" + (" + length + ")";
    return List.of(
        "  if (" + value + ".length != " + length + ") {",
        "    throw new IllegalArgumentException(",
        "        \""
            + value
            + " has \" + "
            + value
            + ".length + \" entries, not "
            + length
            + told
            + ");",
        "  }");
  }

  /// Entries and sizes are `double` and `int`: two `int` are neither divided nor multiplied.
  private record Plain() implements Words {
    @Override
    public String spelled(Spelling row) {
      return row.java();
    }

    @Override
    public boolean exact(BigInteger number) {
      return number.bitLength() < 31;
    }

    @Override
    public String fraction(BigInteger above, BigInteger below) {
      return above + ".0 / " + below + ".0";
    }

    @Override
    public Piece truth(Piece condition) {
      return new Piece(
          "(" + condition.text() + " ? 1.0 : 0.0)", Level.ATOM, Kind.FLOAT, condition.axes());
    }

    @Override
    public Piece widened(Piece left, Piece right) {
      return left.kind() == Kind.INT && right.kind() == Kind.INT ? decimal(left) : left;
    }

    @Override
    public Piece decimal(Piece whole) {
      return whole.text().matches("-?[0-9]+")
          ? new Piece(whole.text() + ".0", whole.level(), Kind.FLOAT, whole.axes())
          : new Piece("(double) " + whole.at(Level.ATOM), Level.UNARY, Kind.FLOAT, whole.axes());
    }

    @Override
    public boolean countsTruth() {
      return false;
    }

    @Override
    public Piece sqrt(Piece base) {
      return new Piece("Math.sqrt(" + base.text() + ")", Level.ATOM, Kind.FLOAT, base.axes());
    }

    @Override
    public Piece power(Piece base, Piece exponent, Kind kind) {
      boolean square =
          exponent.text().equals("2") && base.level() == Level.ATOM && !base.text().contains("(");
      return square && kind == Kind.FLOAT
          ? new Piece(base.text() + " * " + base.text(), Level.PRODUCT, Kind.FLOAT, base.axes())
          : new Piece(
              "Math.pow(" + base.text() + ", " + exponent.text() + ")",
              Level.ATOM,
              Kind.FLOAT,
              base.axes());
    }
  }
}
