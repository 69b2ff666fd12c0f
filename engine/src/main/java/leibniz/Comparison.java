package leibniz;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.equal.Equality;
import leibniz.equal.Verdict;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.python.Parser;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;

/// Whether two programs compute the same, and who says so.
///
/// @param left what is compared
/// @param right with what
/// @param verdict empty where the shapes differ, so that there is nothing to compare
public record Comparison(Definition left, Definition right, Optional<Verdict> verdict) {

  /// Compares two results over inputs that are known by their names.
  ///
  /// @param of the names of the results; empty for what the last line defines
  /// @param sizes values of size symbols
  /// @throws LeibnizException if a program is not understood, or an input is not the same in both
  public static Comparison of(
      Source left, String ofLeft, Source right, String ofRight, Map<String, Long> sizes) {
    Script one = read(left, sizes);
    Script other = right.equals(left) ? one : read(right, sizes);
    Definition p = Question.output(one, ofLeft);
    Definition q = Question.output(other, ofRight);
    refuseOtherInputs(inputs(one, p), inputs(other, q));
    if (!p.value().shape().equals(q.value().shape())) {
      return new Comparison(p, q, Optional.empty());
    }
    Map<String, Integer> given = new HashMap<>();
    sizes.forEach((size, value) -> given.put(size, value.intValue()));
    Verdict verdict = Equality.of(p.value(), q.value(), leibniz.equal.Options.PLAIN.at(given));
    return new Comparison(p, q, Optional.of(verdict));
  }

  private static Script read(Source source, Map<String, Long> sizes) {
    return Trace.of(Parser.parse(source), new Options(sizes, Set.of()));
  }

  /// The second program; if it declares nothing that it needs, behind the declarations of the
  /// first.
  public static Source completed(Source left, Source right, Map<String, Long> sizes) {
    try {
      read(right, sizes);
      return right;
    } catch (LeibnizException e) {
      boolean unknown = e.problems().stream().anyMatch(p -> p.code() == Code.LBZ002);
      return unknown
          ? new Source(right.name(), declarations(read(left, sizes)) + right.text())
          : right;
    }
  }

  private static String declarations(Script script) {
    return script.lines().stream()
        .filter(line ->
            !line.definitions().isEmpty()
                && line.definitions().stream().allMatch(d -> d.kind() == Definition.Kind.INPUT))
        .map(line -> line.text() + "\n")
        .collect(Collectors.joining());
  }

  private static Map<String, Definition> inputs(Script script, Definition result) {
    Set<Expr> used = Set.copyOf(result.value().inOrder());
    Map<String, Definition> inputs = new LinkedHashMap<>();
    script.inputs().stream()
        .filter(input -> used.contains(input.value()))
        .forEach(input -> inputs.put(input.name().toString(), input));
    return inputs;
  }

  /// An input of one name is one thing, or nothing can be said.
  private static void refuseOtherInputs(
      Map<String, Definition> left, Map<String, Definition> right) {
    left.forEach((name, input) -> {
      Definition other = right.get(name);
      if (other != null && other.value() != input.value()) {
        String is = " is " + input.value().shape() + " in the first program";
        boolean shape = input.value().shape().equals(other.value().shape());
        throw Problem.error(
                Code.LBZ211,
                shape
                    ? name + is + " and declared otherwise in the second"
                    : name + is + " and " + other.value().shape() + " in the second",
                other.span(),
                "declared here")
            .help("an input of both is declared alike in both; its sizes have the same names")
            .raise();
      }
    });
  }

  /// Whether they are equal, as far as one can tell.
  public boolean holds() {
    return verdict.isPresent() && verdict.get().holds();
  }

  /// Whether they are not.
  public boolean fails() {
    return verdict.isEmpty() || verdict.get().fails();
  }

  /// What was found, in words.
  @Override
  public String toString() {
    return verdict
        .map(Verdict::toString)
        .orElseGet(() -> "not equal: the shapes are " + shape(left) + " and " + shape(right));
  }

  private static String shape(Definition definition) {
    return definition.value().shape().toString();
  }
}
