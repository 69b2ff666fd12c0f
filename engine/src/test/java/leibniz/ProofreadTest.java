package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import leibniz.code.Call;
import leibniz.code.Dialect;
import leibniz.code.NumPy;
import leibniz.code.SelfCheck;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.program.Layered;
import leibniz.program.Linearize;
import leibniz.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Slips put into what is printed: each is seen, and nothing wrong is let through.
final class ProofreadTest {
  private final Expr x = Build.var("x", new Shape(List.of(Dim.symbol("n"))));
  private final Expr y = Build.var("y", new Shape(List.of(Dim.symbol("m"))));

  /// The outer product of x² and y.
  private final Expr value =
      Product.one().times(x, List.of(0), Rational.TWO).times(y, List.of(1)).out(List.of(0, 1));

  /// The same without the power.
  private final Expr slip =
      Product.one().times(x, List.of(0)).times(y, List.of(1)).out(List.of(0, 1));

  @Test
  void whatIsRightPassesAsItIs() {
    Proofread.Passed passed = pass(forms(value, value), style -> numpy(style));
    assertThat(passed.remark()).isEmpty();
    assertThat(passed.style()).isEqualTo(CodeStyle.EFFICIENT);
  }

  @Test
  void aPowerLostWhereTheProgramIsMadeIsSeenAndAnotherFormIsPrinted() {
    Proofread.Passed passed = pass(forms(slip, value), style -> numpy(style));
    assertThat(passed.remark())
        .contains("the usual form of dq_dx does not compute the derivative")
        .contains("not equal")
        .contains("this is another form, which does");
    assertThat(numpy(passed.style()).statements(passed.program())).contains("x**2");
  }

  @Test
  void wrongProgramsInEveryFormAreRefused() {
    assertThatThrownBy(() -> pass(forms(slip, slip), style -> numpy(style)))
        .isInstanceOfSatisfying(
            LeibnizException.class,
            e -> {
              assertThat(e.problems().getFirst().code().name()).isEqualTo("LBZ902");
              assertThat(e.problems().getFirst().headline())
                  .isEqualTo(
                      "the code of dq_dx does not compute what it was printed for: a bug in"
                          + " Leibniz");
            });
  }

  /// Slips of a writer: a power, a sign, a letter, an axis.
  @ParameterizedTest
  @ValueSource(strings = {"\\*\\*2 -> ", "return  -> return -", "x\\*\\* -> (x + 1)**"})
  void aSlipOfOneWriterIsSeenAndAnotherStyleIsPrinted(String change) {
    String[] parts = change.split(" -> ", -1);
    Pattern pattern = Pattern.compile(parts[0]);
    Function<CodeStyle, Dialect> writers =
        style ->
            style == CodeStyle.EFFICIENT
                ? new Slipping(numpy(style), t -> pattern.matcher(t).replaceFirst(parts[1]))
                : numpy(style);
    Proofread.Passed passed = pass(forms(value, value), writers);
    assertThat(passed.style()).isEqualTo(CodeStyle.EINSUM);
    assertThat(passed.remark()).isNotEmpty();
  }

  @Test
  void axesThatAreExchangedAreSeen() {
    Function<CodeStyle, Dialect> writers =
        style -> new Slipping(numpy(style), t -> t.replace("return ", "return np.ones((1, 1)) * "));
    assertThat(pass(forms(value, value), writers).remark()).isEmpty(); // it is the same
    Function<CodeStyle, Dialect> turned =
        style ->
            new Slipping(numpy(style), t -> t.replaceAll("return (.*?)  #", "return ($1).T  #"));
    assertThatThrownBy(() -> pass(forms(value, value), turned))
        .isInstanceOfSatisfying(
            LeibnizException.class,
            e -> assertThat(e.problems().getFirst().toString()).contains("its shape is (m, n)"));
  }

  /// Every program of the corpus in the form that shares next to nothing with the usual one.
  @Test
  void thePlainFormIsRightWhereverItIsNeeded() {
    List<String> wrong = new ArrayList<>();
    for (Corpus problem :
        Corpus.whole().stream().filter(p -> p.name().hashCode() % 8 == 0).toList()) {
      Derivation derivation = problem.derive();
      for (Answer answer : derivation.answers()) {
        List<Program.Root> root = List.of(new Program.Root(Name.of("d"), answer.value()));
        List<Expr> inputs = answer.inputs().stream().map(d -> d.value()).toList();
        Program plain = Linearize.plainly(inputs, root, answer.printing().names());
        Proofread.Forms forms =
            new Proofread.Forms(root, new Lazy<>(() -> plain), new Lazy<>(() -> plain));
        Proofread proofread = new Proofread(ProofreadTest::numpy, derivation.script().needed());
        try {
          proofread.pass("d", forms, CodeStyle.EINSUM);
        } catch (LeibnizException e) {
          wrong.add(problem + " " + e.problems());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private Proofread.Passed pass(Proofread.Forms forms, Function<CodeStyle, Dialect> writers) {
    return new Proofread(writers, Map.of()).pass("dq_dx", forms, CodeStyle.EFFICIENT);
  }

  private Proofread.Forms forms(Expr usual, Expr plain) {
    List<Program.Root> wanted = List.of(new Program.Root(Name.of("dq_dx"), value));
    return new Proofread.Forms(
        wanted, new Lazy<>(() -> program(usual)), new Lazy<>(() -> program(plain)));
  }

  private Program program(Expr made) {
    List<Program.Root> roots = List.of(new Program.Root(Name.of("dq_dx"), made));
    return Linearize.of(List.of(x, y), roots, new Names(Map.of()), Map.of());
  }

  private static Dialect numpy(CodeStyle style) {
    return new NumPy(Set.of(), style == CodeStyle.EFFICIENT);
  }

  /// A writer that makes a slip in each function.
  private record Slipping(Dialect right, UnaryOperator<String> slip) implements Dialect {
    @Override
    public String statements(Program program) {
      return slip.apply(right.statements(program));
    }

    @Override
    public String function(String name, Program program) {
      return slip.apply(right.function(name, program));
    }

    @Override
    public Call call(Program program) {
      return right.call(program);
    }

    @Override
    public String function(String name, Layered program) {
      return right.function(name, program);
    }

    @Override
    public String checked(SelfCheck what) {
      return right.checked(what);
    }
  }
}
