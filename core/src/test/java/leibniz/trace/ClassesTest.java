package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Classes, exceptions and what else Python has around arrays: each program comes to the same value
/// by a detour and straight.
final class ClassesTest {

  /// Whether `a` and `b` are one expression at the end.
  private static void assertSame(String text) {
    Following f = Follows.of(text);
    assertThat(Follows.errors(f)).isEmpty();
    Event a = f.last("", "a");
    Event b = f.last("", "b");
    assertThat(a).isNotNull();
    assertThat(b).isNotNull();
    assertThat(a.value()).isSameAs(b.value());
  }

  @Test
  void methodsAttributesAndInheritance() {
    assertSame(
        """
        import numpy as np
        class Base:
            scale = 2
            def __init__(self, w):
                self.w = w
            def apply(self, x):
                return x * self.w * self.scale
            @property
            def double(self):
                return 2 * self.w
            @staticmethod
            def plain(x):
                return np.tanh(x)
            @classmethod
            def make(cls, w):
                return cls(w)
        class Inner(Base):
            scale = 3
            def __init__(self, w):
                super().__init__(w)
                self.more = [w, w]
            def apply(self, x):
                return super(Inner, self).apply(x) + 1
            def __call__(self, x):
                return self.apply(x)
        x: (n,)
        w: (n,)
        net = Inner.make(w)
        a = net(x) + net.double + Base.plain(x) + net.more[1]
        b = x * w * 3 + 1 + 2 * w + np.tanh(x) + w
        """);
  }

  @Test
  void operatorsOfTheUsers() {
    assertSame(
        """
        class V:
            def __init__(self, d): self.d = d
            def __add__(self, o): return V(self.d + (o.d if isinstance(o, V) else o))
            def __radd__(self, o): return self + o
            def __neg__(self): return V(-self.d)
            def __getitem__(self, k): return self.d[k]
        x: (n,)
        v = 1 + (-V(x)) + V(2 * x)
        a = v.d + v[0]
        b = (x + 1) + (x + 1)[0]
        """);
  }

  @Test
  void setters() {
    assertSame(
        """
        class C:
            @property
            def w(self): return self._w
            @w.setter
            def w(self, value): self._w = 2 * value
        x: (n,)
        c = C()
        c.w = x
        a = c.w
        b = 2 * x
        """);
  }

  @Test
  void exceptionsAreCaughtByTheirNames() {
    assertSame(
        """
        x: (n,)
        def f(x):
            raise ValueError("no")
        try:
            y = f(x)
        except KeyError:
            y = x
        except (TypeError, ValueError) as e:
            y = 2 * x
        finally:
            z = 3 * x
        try:
            u = {}['k']
        except KeyError:
            u = x
        a = y + z + u
        b = 2 * x + 3 * x + x
        """);
  }

  @Test
  void whatIsRaisedAndNotCaughtIsToldOnce() {
    Following f =
        Follows.of("x: (n,)\ndef f(x):\n    raise ValueError('no')\ny = f(x)\nz = y + 1\na = x\n");
    assertThat(Follows.errors(f)).containsExactly("the program raises an exception here");
    assertThat(f.last("", "a")).isNotNull();
  }

  @Test
  void generatorsClosuresAndWith() {
    assertSame(
        """
        import numpy as np
        x: (n,)
        def parts(k):
            for i in range(k):
                yield i * x
        def outer():
            total = 0
            def add(v):
                nonlocal total
                total = total + v
            for p in parts(3):
                add(p)
            return total
        with np.errstate(divide='ignore'):
            y = outer()
        a = y + sum(v for v in (x, x))
        b = 5 * x
        """);
  }

  @Test
  void dictsAndKeysPutTogether() {
    assertSame(
        """
        x: (n,)
        p = {}
        for l in range(1, 3):
            p['W' + str(l)] = l * x
            p[f"b{l}"] = x
            p["c%d" % l] = x
            p["d{}".format(l)] = x
        q = dict(p, e=x)
        r = {k: v for k, v in p.items() if k.startswith('W')}
        r.update({'W9': x})
        a = p['W2'] + p['b1'] + p['c2'] + p.get('d1') + sum(r.values()) + q['e']
        b = 2 * x + x + x + x + (x + 2 * x + x) + x
        """);
  }

  @Test
  void copiesAreOfTheirOwn() {
    assertSame(
        """
        import copy
        x = np.random.randn(3)
        p = {'w': x * 1, 'l': [x * 1]}
        q = copy.deepcopy(p)
        q['w'] += 1
        q['l'][0] += 1
        a = p['w'] + p['l'][0]
        b = 2 * x
        """);
  }

  @Test
  void outChangesTheArrayThatIsThere() {
    Following f =
        Follows.of(
            "x: (n,)\nd = 2 * x\ne = d\nnp.clip(d, -5, 5, out=d)\na = e\nb = np.clip(2 * x, -5, 5)\n");
    assertThat(Follows.errors(f)).isEmpty();
    assertThat(f.last("", "a").value()).isSameAs(f.last("", "b").value());
    assertThat(Follows.shown(f, 0)).contains("CHANGE d (n,)");
  }

  @Test
  void attributesOfObjectsHaveOneOwner() {
    Following f =
        Follows.of(
            """
            class L:
                def __init__(self): self.W = np.random.randn(3, 2)
                def go(self, x): self.dW = x @ self.W
            l = L()
            m = L()
            l.go(np.random.randn(4, 3))
            l.W -= 1
            """);
    assertThat(Follows.errors(f)).isEmpty();
    long owner = f.last("L.go", "self.dW").owner();
    assertThat(f.events().stream().filter(e -> e.owner() == owner).map(Event::target))
        .containsExactly("self.W", "self.dW", "l.W");
    assertThat(Follows.functions(f)).containsExactly("", "L.__init__", "L.__init__", "L.go");
  }
}
