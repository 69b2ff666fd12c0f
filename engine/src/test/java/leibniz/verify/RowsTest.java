package leibniz.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.Plans;
import leibniz.calculus.Differentiate;
import leibniz.calculus.PushForward;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.op.Argument;
import leibniz.op.Cholesky;
import leibniz.op.Concatenate;
import leibniz.op.Cumulative;
import leibniz.op.Determinant;
import leibniz.op.Eigen;
import leibniz.op.Extremum;
import leibniz.op.Inverse;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import leibniz.op.MatrixFunction;
import leibniz.op.MatrixFunction.Series;
import leibniz.op.MatrixRoot;
import leibniz.op.OneHot;
import leibniz.op.Ops;
import leibniz.op.Order;
import leibniz.op.OverlapAdd;
import leibniz.op.Pad;
import leibniz.op.Positions;
import leibniz.op.ProductOfOthers;
import leibniz.op.PseudoInverse;
import leibniz.op.Qr;
import leibniz.op.Reshape;
import leibniz.op.Singular;
import leibniz.op.Slice;
import leibniz.op.Sort;
import leibniz.op.Sylvester;
import leibniz.op.Triangle;
import leibniz.op.Windows;
import leibniz.run.Evaluate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One battery for every row: a row that is added is tested without a line here, a special
/// operation with one.
final class RowsTest {
  private static final Dim B = Dim.symbol("B");
  private static final Dim D = Dim.symbol("D");

  static Stream<Elementwise> maps() {
    return Ops.MAPS.values().stream().sorted((a, b) -> a.name().compareTo(b.name()));
  }

  /// Each special operation, applied to inputs.
  static List<Expr> specials() {
    Expr x = Build.var("x", Shape.of(B, D));
    Expr y = Build.var("y", Shape.of(B, Dim.of(2)));
    Expr cube = Build.var("t", Shape.of(B, Dim.of(2), D));
    Expr square = Build.var("A", Shape.of(B, D, D));
    Expr definite = Build.var("S", Shape.of(B, D, D), Head.Property.POSITIVE_DEFINITE);
    Expr small = Build.var("A", Shape.of(Dim.of(2), Dim.of(2)));
    Expr direction = Build.var("E", small.shape());
    Expr tall = Build.var("X", Shape.of(B, D.plus(Dim.ONE), D));
    Expr wide = Build.var("X", Shape.of(D, D.plus(B)));
    Dim two = Dim.of(2);
    return List.of(
        Build.special(new Extremum(true, 1), x),
        Build.special(new Extremum(false, 1), x),
        Build.special(new Extremum(true, 2), cube),
        Build.special(LogSumExp.OP, x),
        Build.special(LogSumExp.OP, cube),
        Build.special(new Slice(Dim.ONE, D.minus(two), 1), x),
        Build.special(new Slice(D.minus(Dim.ONE), D, -1), x),
        Build.special(new Slice(Dim.of(0), Dim.ONE, -1), x),
        Build.special(new Slice(Dim.of(0), two, 2), x),
        Build.special(new Pad(Dim.ONE, D.plus(two), 1), x),
        Build.special(new Pad(D.times(two).minus(Dim.ONE), D.times(two), -2), x),
        Build.special(new Reshape(Shape.of(two, D), Shape.of(D.times(two))), cube),
        Build.special(new Reshape(Shape.of(B, D), Shape.of(D, B)), x),
        Build.special(Concatenate.OP, x, y, x),
        Build.special(new Cumulative(false), x),
        Build.special(new Cumulative(true), cube),
        Build.special(new ProductOfOthers(0), x),
        Build.special(new ProductOfOthers(1), x),
        Build.special(new ProductOfOthers(2), y),
        Build.special(Sort.OP, x),
        Build.special(Sort.OP, cube),
        Build.special(new Windows(Shape.of(two)), x),
        Build.special(new Windows(Shape.of(two, D)), square),
        Build.special(new OverlapAdd(1), cube),
        Build.special(new OverlapAdd(2), Build.var("c", Shape.of(B, D, two, two, D.plus(Dim.ONE)))),
        Build.special(new OneHot(Dim.of(3)), Build.var("k", Shape.of(B))),
        Build.special(new Positions(D)),
        Build.special(new Argument(true), x),
        Build.special(new Argument(false), cube),
        Build.special(Order.OP, x),
        Build.special(new Determinant(false), square),
        Build.special(new Determinant(true), square),
        Build.special(Inverse.OP, square),
        Build.special(Cholesky.OP, definite),
        Build.special(new Triangle(true, Rational.ONE), square),
        Build.special(new Triangle(false, Rational.ZERO), square),
        Build.special(Triangle.PHI, square),
        Build.special(Eigen.VALUES, square),
        Build.special(Eigen.VECTORS, square),
        Build.special(new Singular(Singular.Part.U), tall),
        Build.special(new Singular(Singular.Part.VALUES), tall),
        Build.special(new Singular(Singular.Part.VT), tall),
        Build.special(new Singular(Singular.Part.U), wide),
        Build.special(new Singular(Singular.Part.VALUES), wide),
        Build.special(new Singular(Singular.Part.VT), wide),
        Build.special(new Singular(Singular.Part.U), square),
        Build.special(MatrixRoot.OP, definite),
        Build.special(Sylvester.OP, definite, definite, square),
        Build.special(
            Sylvester.OP, small, Build.var("F", Shape.of(B, B)), Build.var("C", Shape.of(two, B))),
        Build.special(Qr.OP, tall),
        Build.special(Qr.OP, square),
        Build.special(PseudoInverse.OP, tall),
        Build.special(PseudoInverse.OP, wide),
        Build.special(new MatrixFunction(Series.EXP, 0), small),
        Build.special(new MatrixFunction(Series.SIN, 0), small),
        Build.special(new MatrixFunction(Series.COS, 0), small),
        Build.special(new MatrixFunction(Series.EXP, 1), small, direction));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void aMapHasItsDerivatives(Elementwise row) {
    Expr[] args =
        IntStream.range(0, row.arity())
            .mapToObj(k -> Build.var("x" + k, Shape.of(D)))
            .toArray(Expr[]::new);
    hasItsDerivatives(Build.map(row, args), List.of(args));
  }

  @ParameterizedTest
  @MethodSource("specials")
  void aSpecialOperationHasItsDerivatives(Expr operation) {
    hasItsDerivatives(operation, operation.args().stream().distinct().toList());
  }

  @ParameterizedTest
  @MethodSource("maps")
  void aMapIsComputedByEveryKind(Elementwise row) {
    Expr[] args =
        IntStream.range(0, row.arity())
            .mapToObj(k -> Build.var("x" + k, Shape.of(D)))
            .toArray(Expr[]::new);
    isComputed(Build.map(row, args));
  }

  @ParameterizedTest
  @MethodSource("specials")
  void aSpecialOperationIsComputedByEveryKind(Expr operation) {
    isComputed(operation);
  }

  /// What a plan runs gives what the reference does: vectors, numbers one by one, and line by line.
  private static void isComputed(Expr operation) {
    Map<String, Long> sizes = Map.of("B", 3L, "D", 9L);
    for (Form form : List.of(Form.VECTOR, Form.SCALAR, Form.INTERPRETED)) {
      Plans.check(List.of(operation), sizes, Type.F64, form, Crew.alone());
    }
  }

  @ParameterizedTest
  @MethodSource("maps")
  void aMapIsSpelledInEveryLanguage(Elementwise row) {
    isSpelled(row.spelling());
  }

  @ParameterizedTest
  @MethodSource("specials")
  void aSpecialOperationIsSpelledInEveryLanguage(Expr operation) {
    Special op = ((Head.Special) operation.head()).op();
    List<Shape> shapes = operation.args().stream().map(Expr::shape).toList();
    List<String> places = IntStream.range(0, shapes.size()).mapToObj(k -> "{" + k + "}").toList();
    Spelling plain = op.spelling(places, shapes, operation.shape());
    isSpelled(plain);
    Spelling kept = op.kept(places, shapes, operation.shape());
    for (Spelling each : kept == null ? List.of(plain) : List.of(plain, kept)) {
      for (String place : places) {
        assertThat(List.of(each.numpy(), each.torch(), each.jax(), each.java()))
            .as("each argument once")
            .allMatch(text -> text.split(Pattern.quote(place), -1).length == 2);
      }
    }
  }

  /// In words of that language and of no other. A method that Java calls comes with it.
  private static void isSpelled(Spelling spelling) {
    assertThat(spelling.numpy()).isNotBlank().doesNotContain("jnp", "torch", "jax", "Math");
    assertThat(spelling.torch()).isNotBlank().doesNotContain("np.", "jnp", "jax", "axis", "Math");
    assertThat(spelling.jax())
        .isNotBlank()
        .doesNotMatch("(?s).*\\bnp\\..*")
        .doesNotContain("torch");
    assertThat(spelling.java()).isNotBlank().doesNotContain("np.", "torch", "jax", "**");
    Matcher called = Pattern.compile("(?<![.\\w])([a-z]\\w*)\\(").matcher(spelling.java() + "(");
    if (called.find()) {
      assertThat(spelling.methods())
          .contains("static double")
          .contains(" " + called.group(1) + "(");
    }
  }

  /// First by each argument; second through a random mixture of the first, which keeps it small;
  /// and both once more with something in front and behind.
  private static void hasItsDerivatives(Expr f, List<Expr> args) {
    for (Expr x : args) {
      Expr first = Differentiate.of(f, x);
      assertThat(Layout.verify(f, x, first)).as("d %s / d %s", f, x).matches(Verification::ok);
      Expr forward = PushForward.derivative(f, x);
      assertThat(Layout.verify(f, x, forward)).as("%s along %s", f, x).matches(Verification::ok);
      for (Expr y : args) {
        Expr mixed = mixture(first, f.rank());
        assertThat(Layout.verify(mixed, y))
            .as("d² %s / d %s d %s", f, x, y)
            .matches(Verification::ok);
      }
    }
    if (args.isEmpty()) {
      return; // there is nothing it could vary with
    }
    Expr x = args.get(0);
    Expr composed = f.substitute(Map.of(x, Build.map(Maps.SOFTPLUS, x)));
    assertThat(Layout.verify(Build.map(Maps.TANH, composed), x)).matches(Verification::ok);
  }

  /// The derivative with the output's axes contracted by weights that are no input.
  private static Expr mixture(Expr derivative, int output) {
    List<Integer> letters = Build.range(0, derivative.rank());
    Expr weights = Build.var("weights", derivative.shape().slice(0, output));
    return Product.one()
        .times(weights, letters.subList(0, output))
        .times(derivative, letters)
        .out(letters.subList(output, letters.size()));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void aMapContinuesTheRealFunction(Elementwise row) {
    SplittableRandom random = new SplittableRandom(3);
    int defined = 0;
    for (int n = 0; n < 200; n++) {
      double[] x = random.doubles(row.arity(), -2, 3).toArray();
      List<Complex> at = IntStream.range(0, x.length).mapToObj(k -> Complex.real(x[k])).toList();
      List<Complex> near =
          IntStream.range(0, x.length).mapToObj(k -> new Complex(x[k], 1e-200)).toList();
      Complex real = row.at(at);
      assertThat(real.im()).isZero();
      if (Double.isFinite(real.re())) {
        assertThat(Math.abs(row.at(near).re() - real.re()))
            .as("%s at %s", row, at)
            .isLessThanOrEqualTo(1e-13 * (1 + Math.abs(real.re())));
        defined++;
      } else {
        assertThat(row.domain()).as("%s is undefined at %s", row, at).isNotEmpty();
      }
    }
    assertThat(defined).isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("specials")
  void aSpecialOperationContinuesTheRealFunction(Expr operation) {
    SplittableRandom random = new SplittableRandom(4);
    Map<String, Integer> sizes = Sizes.of(List.of(operation), Map.of()).second();
    Map<Expr, Values> real = new java.util.HashMap<>();
    Map<Expr, Values> near = new java.util.HashMap<>();
    for (Expr x : operation.args()) {
      int[] shape = x.shape().at(sizes::get);
      Values drawn = Domain.NORMAL.draw((Head.Var) x.head(), shape, random, false);
      double[] re = drawn.re();
      double[] im = re.clone();
      java.util.Arrays.setAll(im, k -> 1e-200);
      real.put(x, Values.real(shape, re));
      near.put(x, new Values(shape, re, im));
    }
    double[] a = value(operation, real, sizes).re();
    double[] b = value(operation, near, sizes).re();
    for (int k = 0; k < a.length; k++) {
      assertThat(Math.abs(a[k] - b[k])).isLessThanOrEqualTo(1e-12 * (1 + Math.abs(a[k])));
    }
  }

  private static Values value(Expr e, Map<Expr, Values> inputs, Map<String, Integer> sizes) {
    return Evaluate.of(List.of(e), inputs, sizes::get).getOrDefault(e, Values.zeros(0));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void constantsFoldToTheValue(Elementwise row) {
    for (int n = -2; n <= 2; n++) {
      Rational exact = row.arity() == 1 ? row.exact(Rational.of(n)) : null;
      if (exact != null) {
        assertThat(exact.doubleValue()).isEqualTo(row.at(List.of(Complex.real(n))).re());
      }
    }
  }

  @Test
  void everySpecialOperationIsListed() throws IOException, URISyntaxException {
    Set<String> listed = new TreeSet<>();
    for (Expr operation : specials()) {
      if (operation.head() instanceof Head.Special(Special row)) {
        listed.add(row.getClass().getSimpleName());
      }
    }
    assertThat(listed).isEqualTo(specialClasses());
  }

  private static Set<String> specialClasses() throws IOException, URISyntaxException {
    Path at = Path.of(Maps.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(at)) {
      return specialClasses(at);
    }
    try (FileSystem jar = FileSystems.newFileSystem(at)) {
      return specialClasses(jar.getPath("/"));
    }
  }

  private static Set<String> specialClasses(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve("leibniz").resolve("op"))) {
      files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".class"))
          .forEach(names::add);
    }
    return names.stream()
        .map(n -> n.substring(0, n.length() - ".class".length()))
        .filter(RowsTest::isSpecial)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isSpecial(String name) {
    try {
      return Special.class.isAssignableFrom(Class.forName("leibniz.op." + name));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
