package leibniz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leibniz.ir.Axes;
import leibniz.report.Style;
import leibniz.report.Wrap;
import leibniz.trace.Script;

/// One step, told by itself: the line of the program it goes through, the earlier steps it uses,
/// the rule in a sentence, and why the result has the shape it has.
///
/// @param all the steps it is one of
record OneStep(Step step, Script script, List<Step> all) {
  private static final int INDENT = 5;

  /// What each rule says; those of single operations are [#OPERATION].
  private static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry(
              "chain rule",
              "What a value gives to the result goes through all that use it: the derivative of each"
                  + " user is multiplied by how that user varies with the value, summed over the axes"
                  + " of the user, and these parts are added."),
          Map.entry(
              "linearity",
              "A value that is linear in what varies has the other factors as its derivative; an axis"
                  + " that both have in common is a Kronecker delta."),
          Map.entry(
              "linearity of Σ",
              "The derivative of a sum over an axis is the sum of the derivatives over that axis: one"
                  + " output is left where the axis was, none where it is dropped, and one of size 1"
                  + " with keepdims."),
          Map.entry(
              "identity", "A copy varies as what it is a copy of: the derivative is a delta."),
          Map.entry("constant", "A number does not vary: its derivative is 0."),
          Map.entry(
              "element-wise",
              "Entry i of the result depends on entry i of the argument alone: the Jacobian is"
                  + " diagonal, a delta times the derivative of the function."),
          Map.entry("sum rule", "The derivative of a sum is the sum of the derivatives."),
          Map.entry(
              "softmax",
              "For q = softmax(v): ∂q_i/∂v_j = q_i (δ_ij − q_j). Every entry of v is in the"
                  + " denominator of every entry of q, so the Jacobian is not diagonal."),
          Map.entry(
              "quotient rule",
              "∂(a/b) = ∂a/b − a ∂b/b²: the numerator varies, and the denominator does."),
          Map.entry("product rule", "∂(a b) = ∂a b + a ∂b: one factor varies at a time."),
          Map.entry("power rule", "∂(aᵖ) = p aᵖ⁻¹ ∂a, entry by entry."),
          Map.entry(
              "power rule, linearity of Σ",
              "The sum is taken term by term, and ∂(aᵖ) = p aᵖ⁻¹ ∂a in each term."),
          Map.entry(
              "substitution",
              "What the earlier steps found is put in, and the laws make it as short as they can."),
          Map.entry(
              "differentiated again",
              "The derivative is an expression like any other; its own derivative has the axes of the"
                  + " next variable behind its own."));

  private static final String OPERATION =
      "The operation has a derivative of its own; leibniz explain and its name derive it.";

  List<String> lines(Style style) {
    List<String> lines = new ArrayList<>(step.lines(style));
    lines.add("");
    add(lines, "rule", RULES.getOrDefault(step.law(), OPERATION), style);
    for (Script.Line line : script.lines()) {
      int end = line.span().line() + (int) line.text().lines().count();
      if (line.span().line() <= step.line() && step.line() < end) {
        add(lines, "line " + step.line(), line.toString(), style);
      }
    }
    for (Step before : all) {
      if (before.number() < step.number() && uses(before.name())) {
        add(lines, "uses", before.name() + " of step " + before.number(), style);
      }
    }
    add(lines, "shape", shape(), style);
    lines.add("");
    return lines;
  }

  private boolean uses(String name) {
    return !name.equals(step.name())
        && Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(step.numpy()).find();
  }

  /// `(B, 1) ++ (B, D), sharing B = (B, 1, D)`.
  private String shape() {
    Axes axes = step.axes();
    StringBuilder text = new StringBuilder();
    text.append("output ").append(axes.output());
    axes.inputs().forEach(input -> text.append(" ++ input ").append(input));
    List<String> shared =
        axes.axes().stream().filter(Axes.Axis::isShared).map(a -> a.size().toString()).toList();
    if (!shared.isEmpty()) {
      text.append(", sharing ").append(String.join(", ", shared));
    }
    return text + " = " + axes.shape();
  }

  private static void add(List<String> lines, String word, String text, Style style) {
    String indent = " ".repeat(INDENT);
    int column = 9;
    List<String> wrapped = Wrap.lines(text, style.width() - INDENT - column);
    for (int k = 0; k < wrapped.size(); k++) {
      String head = k == 0 ? style.dim(word) : "";
      int width = k == 0 ? word.length() : 0;
      lines.add(
          indent + head + " ".repeat(Math.max(1, column - width)) + style.text(wrapped.get(k)));
    }
  }
}
