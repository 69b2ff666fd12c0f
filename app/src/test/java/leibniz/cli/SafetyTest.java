package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing a program contains can touch a file, the network or the process, exhaust the memory or
/// run for ever: it is said what is not followed, and the rest of the file is still looked at.
final class SafetyTest {
  @TempDir Path folder;

  /// A program, how the check of it ends, and what is said with `-v`.
  record Hostile(String program, int exit, String said) {
    @Override
    public String toString() {
      return program.lines().findFirst().orElse("").substring(0, Math.min(40, program.length()));
    }
  }

  static List<Hostile> hostile() {
    return List.of(
        new Hostile("open('FILE', 'w').write('x')", 0, ""),
        new Hostile("import os; os.system('touch FILE')", 0, "os.system is not run"),
        new Hostile("from os import *; system('touch FILE')", 0, "system is not a function"),
        new Hostile("__import__('os').system('touch FILE')", 0, "__import__ is not run"),
        new Hostile("eval('open(\"FILE\", \"w\")')", 0, "eval is not run"),
        new Hostile("exec('import os')", 0, "exec is not run"),
        new Hostile("import socket; socket.socket()", 0, "socket.socket is not run"),
        new Hostile("import numpy as np; np.savetxt('FILE', np.ones(3))", 0, "np.savetxt"),
        new Hostile("import numpy as np; x = np.zeros((10**6, 10**6)); y = x + 1", 0, ""),
        new Hostile("import numpy as np; x = np.eye(10**7); y = x @ x", 0, ""),
        new Hostile("import numpy as np; x = np.arange(10**12)", 0, "np.arange needs"),
        new Hostile("a = 'a' * 10**12", 0, "* needs an integer"),
        new Hostile("a = 'a' * 10**9", 0, "characters"),
        new Hostile("t = (1,) * 10**9", 0, "steps"),
        new Hostile("s = 'x'\nfor i in range(60):\n    s += s", 0, ""),
        new Hostile("l = [0]\nfor i in range(60):\n    l = l + l", 0, ""),
        new Hostile("x = 2\nfor i in range(60):\n    x = x * x", 0, ""),
        new Hostile("x = 10**10**10", 0, "an exponent has more than"),
        new Hostile("x = 7**7**7**7", 0, "digits"),
        new Hostile("x = 1 << 10**9", 0, "a shift by"),
        new Hostile("x = '%0999999999d' % 1", 0, ""),
        new Hostile("x = f'{1:>9999999999}'", 0, ""),
        new Hostile("while True:\n    pass", 0, ""),
        new Hostile("x = []\nwhile True:\n    x.append(1)", 0, ""),
        new Hostile("def f(n):\n    return f(n + 1)\nf(0)", 0, "200 deep"),
        new Hostile("f = lambda: f()\nf()", 0, "200 deep"),
        new Hostile("def f():\n    yield from f()\nlist(f())", 0, "200 deep"),
        new Hostile("def f(n):\n    f(n + 1)\n    f(n + 1)\nf(0)", 0, "200 deep"),
        new Hostile(
            "x = [[[i * j * k for i in range(500)] for j in range(500)] for k in range(500)]",
            0,
            "steps to read"),
        new Hostile("import itertools; x = list(itertools.count())", 0, "is not run"),
        new Hostile("d = {}\nd['d'] = d\nx = [d]\nx.append(x)\nprint(x)", 0, ""),
        new Hostile("while True:\n    print('x' * 1000)", 0, ""),
        new Hostile("def g():\n    while True:\n        yield 1\nlist(g())", 0, ""),
        new Hostile("x = [0]\nfor i in range(20):\n    x = [x] * 10\nprint(x)", 0, ""),
        new Hostile(
            "import numpy as np\nx = [0]\nfor i in range(20):\n    x = [x] * 10\ny = np.array(x)",
            0,
            ""),
        new Hostile(
            "class A:\n    def __getattr__(self, n):\n        return getattr(self, n)\nA().x",
            0,
            "has no x"),
        new Hostile(
            "class A:\n    def __add__(self, o):\n        return self + o\nA() + 1", 0, "200 deep"),
        new Hostile(
            "class A:\n    @property\n    def x(self):\n        return self.x\nA().x",
            0,
            "200 deep"),
        new Hostile("def d(f):\n    return d(f)\n@d\ndef g():\n    pass", 0, "200 deep"),
        new Hostile(
            "import numpy as np\nx = np.random.randn(10**5, 10**5, 10**5)\n"
                + "loss = np.sum(x ** 2)\ndx = 2 * x",
            0,
            "its inputs have too many entries"),
        new Hostile("import sys; sys.setrecursionlimit(10**9)", 0, "is not run"),
        new Hostile("import pickle; pickle.load(open('FILE', 'rb'))", 0, "is not run"),
        new Hostile("import ctypes; ctypes.CDLL('libc.so.6').system('touch FILE')", 0, "not run"),
        new Hostile("from pathlib import Path; Path('FILE').write_text('x')", 0, ""),
        new Hostile("import numpy as np; x = np.loadtxt('/etc/passwd'); x.tofile('FILE')", 0, ""),
        new Hostile("import re; re.match('(a+)+$', 'a' * 40 + 'b')", 0, "re.match is not run"),
        new Hostile(
            "class M(type):\n    pass\nclass A(metaclass=M):\n    pass\nA.__class__.__bases__",
            0,
            "has no __class__"),
        new Hostile("x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000), 3, "nested"),
        new Hostile("x = " + "-".repeat(100_000) + "1", 3, "nested more than"),
        new Hostile("x = 1" + " + 1".repeat(100_000), 3, "operations in a row"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void nothingHappens(Hostile one) throws IOException {
    Path touched = folder.resolve("touched");
    Path script = folder.resolve("hostile.py");
    Files.writeString(script, one.program().replace("FILE", touched.toString()) + "\n");
    Ran ran = Ran.of("check", "-v", script.toString());
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(one.exit());
    assertThat(ran.out() + ran.err()).contains(one.said()).doesNotContain("internal error");
    assertThat(touched).doesNotExist();
    assertThat(folder.toFile().list()).containsExactly("hostile.py");
  }
}
