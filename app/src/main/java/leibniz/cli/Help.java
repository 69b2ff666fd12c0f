package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import leibniz.report.Style;

/// The help texts. A short line at the margin is a heading.
final class Help {
  static final String PROGRAM =
      """
      Leibniz derives gradients of programs in NumPy notation: every step in math and in code, with
      every shape, and verified.

      Usage: leibniz COMMAND [options] [FILE | DIRECTORY | -e TEXT | -]

      Commands
        derive               derive gradients step by step, and verify them
        check                check shape comments and hand-written gradients
        run                  what a program and its derivatives are worth for given arrays
        plan                 the steps in which derivatives are computed, and what each costs
        explain              a code such as LBZ103, a function such as softmax, or a step
        equal                whether two programs compute the same, and who says so
        help                 this text; leibniz help COMMAND for one command

      Common options
        -q, --quiet          only results and headlines
        -v, --verbose        also the details, where Leibniz itself fails
            --color WHEN     auto, always, never (NO_COLOR is honoured)
            --ascii          no Unicode
            --json           one JSON object on stdout
        -h, --help           this text; leibniz COMMAND --help for one command
        -V, --version        the version

      Start with
        leibniz derive -e "v: (B, D); q = softmax(v)"
        leibniz derive -e "W: (m, n); x: (n,); W @ x" --wrt W
        leibniz derive examples/softmax.py --of q --wrt v

      Exit code  0 done, 1 errors found, or a derivative not verified, 2 wrong use, 3 a program
                 was not understood, 4 the run failed, 70 a bug in Leibniz
      """;

  static final String DERIVE =
      """
      Derive gradients step by step, in math and in code, and verify them.

      Usage: leibniz derive FILE | DIRECTORY | -e TEXT | -  [options]

      What
            FILE             a program in NumPy notation; - is stdin, a folder all its .py files
        -e  TEXT             a program: ; ends a line, and np. may be left out
            --of NAME        what is differentiated; default: what the last line defines
            --wrt NAMES      by what, as in --wrt W,b; params = all inputs without a batch axis;
                             default: all inputs
                             U:U = the second derivative, x:A = the mixed one, x:x:x the third
            --order N        all derivatives of that order, as in --order 2; default: 1
            --vjp[=NAME]     times a cotangent of the output, in the shape of each input
            --jvp[=NAMES]    times a tangent of each input, in the shape of the output
            --hvp[=NAMES]    the Hessian of a number times tangents, in the shape of each input;
                             NAMES are tensors of the program; default: new inputs q_bar, x_dot
            --batch NAMES    sizes that mark a batch axis, which output and input share;
                             none = nothing is shared; default: B,batch
            --layout LAYOUT  general: axes of the output, then of the input (default)
                             like-input: those of the input, as backward code has it
            --size SIZES     numbers for sizes, as in --size B=256,D=10; default: the program's
      How
            --steps[=WHICH]  all, short, none, or the number of one that is told in full;
                             default: all, and none with --to
            --no-fold        equal layers one by one, not once for all
            --to TARGETS     math, numpy, latex, torch, jax, java; default: math,numpy
                             java-library: a Java class that asks this library
                             cores: what is stored of it, where that is less than all
                             layout: what it is in numerator and denominator layout
            --style STYLE    of NumPy, PyTorch and JAX: einsum (default), or efficient: with @,
                             broadcasting and sums along axes wherever they say the same
            --self-check     only files of NumPy, PyTorch, JAX or Java that run by themselves and
                             compare a first derivative with central differences of the program
            --json           one JSON object on stdout, with all of it
        -q, --quiet          only the results
        -v, --verbose        also the details, where Leibniz itself fails
            --color WHEN     auto (default), always, never; NO_COLOR is honoured
            --ascii          no Unicode
        -h, --help           this text

      Start with
        leibniz derive examples/softmax.py --of q --wrt v
        leibniz derive examples/affine3.py --of loss --wrt params --steps=short
        leibniz derive -e "W: (m, n); x: (n,); W @ x" --wrt W --to latex

      Exit code  0 derived and verified, 1 not verified, 2 wrong use, 3 not understood
      """;

  static final String CHECK =
      """
      Check shape comments and hand-written gradients: what is wrong, in which line, and what it
      should be. The program is read and traced, never run.

      Usage: leibniz check FILE | DIRECTORY | -  [options]

      What
            FILE             a script, a Markdown text with ```python blocks, or a notebook; - is
                             stdin, a folder all its .py, .md and .ipynb files
            --select CODES   only these, as in --select LBZ1,LBZ203
            --ignore CODES   all but these
            --fail-on LEVEL  error (default), warning, remark, never: what makes exit code 1
            --stdin-name F   what stdin is called, for editors
      Mending
            --fix            make the fixes that are safe
            --unsafe-fixes   with --fix: make all fixes
            --add-shapes     with --fix: write the shape comments that are missing
            --diff           with --fix: only show what would change
      How
            --format FORMAT  auto (default), full, concise, github, json, sarif;
                             LEIBNIZ_FORMAT in the environment sets it for good
            --json, --sarif  short for --format=…
        -o, --out FILE       write the answer there
            --watch          check again whenever a file is saved
        -q, --quiet          only the headlines
        -v, --verbose        also what was verified and how, and what could not be read
            --color WHEN     auto (default), always, never; NO_COLOR is honoured
            --ascii          no Unicode
        -h, --help           this text

      In a program
        # leibniz: ignore[LBZ203] reason      silences a finding of this statement

      Start with
        leibniz check my_gradients.py
        leibniz check src/ --format=concise
        leibniz check notes.md --fix --diff

      Exit code  0 nothing found, 1 errors, 2 wrong use, 3 a file was not understood
      """;

  static final String EXPLAIN =
      """
      Explain a code of a message, a function, or a step of a derivation.

      Usage: leibniz explain CODE | FUNCTION | functions | FILE:STEP  [options]

      What
            CODE             what a message means, with a wrong program and a right one: LBZ103
            FUNCTION         what it computes, its derivative, and what it makes of a cotangent,
                             derived and verified: softmax, slogdet, np.linalg.cholesky
            functions        all functions that are known
            FILE:STEP        one step: its rule in words, the line it goes through, what it uses
            --of NAME        for a step: what is differentiated; default: the last line
            --wrt NAMES      for a step: by what; default: all inputs
            --batch NAMES    for a step: sizes that mark a batch axis; default: B,batch
      How
            --color WHEN     auto (default), always, never; NO_COLOR is honoured
            --ascii          no Unicode
        -h, --help           this text

      Start with
        leibniz explain softmax
        leibniz explain examples/softmax.py:2 --of q --wrt v

      Exit code  0 explained, 2 wrong use, 3 a program was not understood
      """;

  static final String EQUAL =
      """
      Say whether two programs compute the same: proved by algebra, or compared in a finite field
      and in floating point; who decided is said, and how sure it is.

      Usage: leibniz equal A B  [options]
             leibniz equal A --of p,q

      What
            A, B             a program each: FILE.py, - for stdin, or text; an input is known by its
                             name; if B declares nothing, the declarations of A hold for it
            --in "X: (m, n)" a declaration for both; may be given several times
            --of NAMES       what is compared: one name for both, or one for each;
                             default: what the last lines define
            --size SIZES     numbers for sizes, as in --size m=3,n=4
      How
            --json           one JSON object on stdout
        -q, --quiet          only the verdict
            --color WHEN     auto (default), always, never; NO_COLOR is honoured
            --ascii          no Unicode
        -h, --help           this text

      Start with
        leibniz equal "X: (m, n); trace(X.T @ X)" "sum(X**2)"
        leibniz equal mine.py yours.py --of loss

      Exit code  0 equal as far as one can tell, 1 not equal, or undecided, 2 wrong use,
                 3 a program was not understood
      """;

  static final String RUN =
      """
      Run a program and its derivatives: the shape and the range of every value.

      Usage: leibniz run FILE | -e TEXT | -  [options]

      What
            FILE             a program in NumPy notation; - is stdin
        -e  TEXT             a program: ; ends a line, and np. may be left out
            --grad OF:WRT    a derivative beside the values, as in --grad q:v, loss:W,b or f:x:x;
                             verified first; may be given several times
            --data X=F.npy   the array of an input; X=F.npz takes it from a bundle, F.npz alone
                             gives all arrays of the bundle; other inputs are drawn from N(0, 1)
            --seed N         for what is drawn; default: 0
            --size SIZES     numbers for sizes, as in --size B=256,D=10; those that nothing says
                             are 32 for a batch axis and 8 else
            --batch NAMES    sizes that mark a batch axis; default: B,batch
            --dtype TYPE     float64 (default) or float32
      How
            --repeat N       run N times, and say how long it takes
            --profile        also the steps, and what each costs
            --threads N      how many threads; default: 1
        -o, --out FILE.npz   write all values there
            --json           one JSON object on stdout
            --color WHEN     auto (default), always, never; NO_COLOR is honoured
            --ascii          no Unicode
        -h, --help           this text

      Start with
        leibniz run examples/softmax.py --grad q:v
        leibniz run -e "x: (n,); y = tanh(x)" --grad y:x --size n=1000 --repeat 100

      Exit code  0 done, 2 wrong use, 3 not understood, or an array does not fit, 4 a value is not
                 a number
      """;

  static final String PLAN =
      """
      Show the steps in which derivatives are computed, and what each costs.

      Usage: leibniz plan FILE | -e TEXT | -  [options]

      What
            FILE, -e TEXT    a program in NumPy notation; - is stdin
            --of, --wrt, --order, --layout, --batch, --jvp, --vjp, --hvp
                             which derivatives: as for leibniz derive
            --size SIZES     numbers for sizes, as in --size B=256,D=10; those that nothing says
                             are 32 for a batch axis and 8 else
            --dtype TYPE     float64 (default) or float32
      How
            --json           one JSON object on stdout
            --color WHEN     auto (default), always, never; NO_COLOR is honoured
            --ascii          no Unicode
        -h, --help           this text

      Start with
        leibniz plan examples/softmax.py --of q --wrt v
        leibniz plan examples/affine3.py --of loss --wrt params

      Exit code  0 done, 2 wrong use, 3 not understood
      """;

  private Help() {}

  /// The text of a command; of the program if the name is empty.
  static List<String> lines(String command, Style style) {
    List<String> lines = new ArrayList<>();
    String text =
        switch (command) {
          case "derive" -> DERIVE;
          case "check" -> CHECK;
          case "run" -> RUN;
          case "plan" -> PLAN;
          case "explain" -> EXPLAIN;
          case "equal" -> EQUAL;
          default -> PROGRAM;
        };
    for (String line : text.lines().toList()) {
      lines.add(isHeading(line) ? style.bold(line) : style.text(line));
    }
    return lines;
  }

  private static boolean isHeading(String line) {
    return !line.isEmpty() && line.charAt(0) != ' ' && line.length() < 16;
  }
}
