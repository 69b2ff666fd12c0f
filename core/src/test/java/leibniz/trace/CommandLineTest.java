package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read of `argparse` where a program is followed.
final class CommandLineTest {

  private static Following options(String arguments, String rest) {
    return Follows.of(
        "import argparse\np = argparse.ArgumentParser('what it is for')\np.add_argument("
            + arguments
            + ")\nargs = p.parse_args()\n"
            + rest);
  }

  private static Expr number(Rational value) {
    return Build.number(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'--lr', type=float, default=0.5|args.lr|0.5",
        "'-l', '--learning-rate', default=0.5|args.learning_rate|0.5",
        "'-l', default=2|args.l|2",
        "'--lr', dest='rate', default=2|args.rate|2",
        "'--lr', type=float, default='0.25'|args.lr|0.25",
        "'--n', type=int, default=' 7'|args.n|7",
        "'--fast', action='store_true'|1 if args.fast else 2|2",
        "'--slow', action='store_false'|1 if args.slow else 2|1",
        "'--fast', action='store_true', default=True|1 if args.fast else 2|1",
        "'--csv', help='a file'|1 if args.csv is None else 2|1",
        "'--mode', choices=['a', 'b'], default='b'|1 if args.mode == 'a' else 2|2",
        "'mode', choices=['a', 'b']|1 if args.mode == 'a' else 2|1",
        "'rest', nargs='?'|1 if args.rest is None else 2|1",
      })
  void whatNobodySaysIsTheDefault(String arguments, String read, String value) {
    Following f = options(arguments, "x: (2,)\ny = (" + read + ") * x\n");
    assertThat(f.problems()).isEmpty();
    assertThat(f.last("", "y").value())
        .isSameAs(
            Build.scale(
                Rational.of(new java.math.BigDecimal(value)),
                Build.var("x", leibniz.ir.Shape.of(leibniz.ir.Dim.of(2)))));
    assertThat(f.assumptions()).contains("line 4: nothing is said on the command line");
  }

  @Test
  void whatHasToBeSaidIsDrawn() {
    Following f = options("'size', type=int", "x = np.zeros((args.size, 2))\n");
    assertThat(f.problems()).isEmpty();
    assertThat(f.last("", "x").value().shape().toString()).isEqualTo("(size, 2)");
    Following g = options("'rate', type=float", "x = args.rate * 2\n");
    assertThat(g.problems()).isEmpty();
    assertThat(g.last("", "x").value().rank()).isZero();
    assertThat(g.last("", "x").value().constant()).isNull();
  }

  @Test
  void groupsAndDefaultsAreOfTheParser() {
    Following f =
        Follows.of(
            """
            from argparse import ArgumentParser
            import sys
            p = ArgumentParser()
            g = p.add_argument_group('training')
            g.add_argument('--lr', default=2)
            p.set_defaults(decay=3)
            args, others = p.parse_known_args(sys.argv[1:])
            y = args.lr * args.decay + len(others)
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(f.last("", "y").value()).isSameAs(number(Rational.of(6)));
  }

  @Test
  void whatIsNotReadSaysSo() {
    assertThat(
            Follows.errors(
                Follows.of(
                    """
                    import argparse
                    p = argparse.ArgumentParser()
                    p.add_argument('--lr', default=2)
                    args = p.parse_args(['--lr', '3'])
                    y = args.lr
                    """)))
        .containsExactly("a command line that the program writes itself is not read");
    assertThat(options("'--n', type=lambda s: 2, default='4'", "y = args.n\nz = 1\n").problems())
        .isEmpty(); // it has no value, and nothing is said of it
  }
}
