package leibniz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.code.Call;
import leibniz.code.Dialect;
import leibniz.equal.Equality;
import leibniz.equal.Options;
import leibniz.equal.Verdict;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.program.Program;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// Writes programs as code, and lets nothing through that does not compute what it was written for.
///
/// What a derivative is was measured; what is printed is a program that was made of it, put in
/// words, and either may have a slip. So the program is written in NumPy, the text is read again
/// ([Reread]) and compared with the derivative by values, at small sizes. The other languages are
/// written from a program that passed so; those of Python share all but their words with NumPy.
/// Code that differs is never shown: another form of the program is tried, and if none passes,
/// nothing is shown.
///
/// @param writers of NumPy, in each style
/// @param fixed sizes that must have a value, as where a loop was followed
record Proofread(Function<CodeStyle, Dialect> writers, Map<String, Long> fixed) {

  /// The programs for one purpose.
  ///
  /// @param wanted what is to be computed
  /// @param usual the program that is printed
  /// @param plain one that shares next to nothing with it
  record Forms(List<Program.Root> wanted, Lazy<Program> usual, Lazy<Program> plain) {}

  /// A program that passed.
  ///
  /// @param style in which it is written
  /// @param numpy the function that was read again
  /// @param remark what is to be said of it; mostly nothing
  record Passed(Program program, CodeStyle style, String numpy, String remark) {}

  /// Compared by values, at one choice of sizes: what is asked is whether two writers of one thing
  /// agree.
  private static final int CHOICES = 1;

  /// The first form that computes what is wanted.
  ///
  /// @param name of the function, or of what the statements assign
  /// @param style the one asked for; another if nothing passes in that
  /// @throws LeibnizException if none does
  Passed pass(String name, Forms forms, CodeStyle style) {
    Set<CodeStyle> styles = new LinkedHashSet<>(List.of(style));
    styles.addAll(List.of(CodeStyle.values()));
    String first = "";
    for (CodeStyle one : styles) {
      for (Lazy<Program> form : List.of(forms.usual, forms.plain)) {
        Program program = form.get();
        Dialect writer = writers.apply(one);
        String numpy = writer.function(name, program);
        String wrong = wrong(name, forms.wanted, program, numpy, writer.call(program));
        if (wrong.isEmpty()) {
          return new Passed(program, one, numpy, first.isEmpty() ? "" : remark(name, first));
        }
        first = first.isEmpty() ? wrong : first;
      }
    }
    throw Problem.error(
            Code.LBZ902,
            "the code of " + name + " does not compute what it was printed for: a bug in Leibniz")
        .with(Problem.Note.Kind.WHERE, first)
        .raise();
  }

  private static String remark(String name, String wrong) {
    return "the usual form of "
        + name
        + " does not compute the derivative, which is a bug in Leibniz ("
        + wrong
        + "); this is another form, which does";
  }

  /// Where it does not compute what is wanted; nothing if it does.
  private String wrong(
      String name, List<Program.Root> wanted, Program program, String function, Call call) {
    List<Expr> values = wanted.stream().map(Program.Root::node).toList();
    Reread read = read(name, program, function, call);
    List<Expr> found =
        read == null ? program.results().stream().map(Program.Root::node).toList() : read.results();
    for (int k = 0; k < values.size(); k++) {
      if (!values.get(k).shape().equals(found.get(k).shape())) {
        return "its shape is " + found.get(k).shape() + ", not " + values.get(k).shape();
      }
    }
    Expr one = weighed(values);
    Expr other = weighed(found);
    return read == null ? differs(one, other, given()) : differs(one, other, read);
  }

  /// All values as one, for what they share is to be computed once: each times a variable of its
  /// shape, so that none is lost among the others.
  private static Expr weighed(List<Expr> values) {
    if (values.size() == 1) {
      return values.getFirst();
    }
    List<Expr> terms = new ArrayList<>();
    for (Expr value : values) {
      List<Integer> letters = Build.range(0, value.rank());
      Expr weight = Build.var("weight_" + terms.size(), value.shape());
      terms.add(Product.one().times(value, letters).times(weight, letters).out(List.of()));
    }
    return Build.sum(new Shape(List.of()), Collections.nCopies(terms.size(), Rational.ONE), terms);
  }

  // --- what the text means
  // -----------------------------------------------------------------------

  /// The text, read again; null if it is not understood.
  private @Nullable Reread read(String name, Program program, String function, Call call) {
    try {
      return Reread.of(name, function, call, program, Map.of());
    } catch (LeibnizException e) {
      // some words, as a loop over a size, are read for a value of the size alone
    }
    try {
      return Reread.of(name, function, call, program, small(program));
    } catch (LeibnizException e) {
      return null;
    }
  }

  private Map<String, Long> small(Program program) {
    List<Expr> nodes = program.results().stream().map(Program.Root::node).toList();
    Map<String, Long> sizes = new HashMap<>();
    Sizes.of(nodes, given()).first().forEach((symbol, size) -> sizes.put(symbol, (long) size));
    return sizes;
  }

  private Map<String, Integer> given() {
    Map<String, Integer> given = new HashMap<>();
    fixed.forEach((symbol, size) -> given.put(symbol, Math.toIntExact(size)));
    return given;
  }

  /// Where what was read is not what is wanted: first over the names of the program, which is
  /// little to compute, and if they are not equal there, over all they stand for.
  private String differs(Expr wanted, Expr found, Reread read) {
    Expr over = read.overInputs(wanted);
    String wrong = differs(over, found, sizes(read));
    return wrong.isEmpty() || read.given().keySet().stream().allMatch(Proofread::isFree)
        ? wrong
        : differs(read.overGiven(over), read.overGiven(found), sizes(read));
  }

  /// Whether nothing is known of what is given.
  private static boolean isFree(Expr given) {
    return given.head() instanceof Head.Var v && v.properties().isEmpty();
  }

  private Map<String, Integer> sizes(Reread read) {
    Map<String, Integer> sizes = given();
    read.sizes().forEach((symbol, size) -> sizes.put(symbol, Math.toIntExact(size)));
    return sizes;
  }

  private static String differs(Expr wanted, Expr found, Map<String, Integer> sizes) {
    Verdict verdict = Equality.ofCode(wanted, found, new Options(sizes, CHOICES, 0, false));
    return verdict.fails() ? verdict.toString() : "";
  }
}
