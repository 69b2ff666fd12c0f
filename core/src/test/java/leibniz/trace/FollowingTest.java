package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Source;
import leibniz.python.Parser;
import org.junit.jupiter.api.Test;

/// What is written down when a program is followed.
final class FollowingTest {

  private static final String LAYER =
      """
      import numpy as np
      def forward(x, w, b):
          out = x.dot(w) + b
          return out, (x, w)
      def backward(dout, cache):
          x, w = cache
          dw = x.T.dot(dout)
          dw /= 2
          assert dw.shape == w.shape
          return dw, dout.sum(axis=0)
      N, D, M = 4, 3, 5
      x = np.random.randn(N, D)
      params = {'W': np.random.randn(D, M) * 0.1}
      out, cache = forward(x, params['W'], np.random.randn(M))
      grads = {}
      grads['W'], grads['b'] = backward(2 * out, cache)
      grads['W'] += params['W']
      """;

  private static Following follow(String text, Options options) {
    return Trace.following(Parser.parse(new Source("t.py", text)), options);
  }

  private static Following follow(String text) {
    return follow(text, Options.NONE);
  }

  private static List<String> shown(Following f, int frame) {
    return f.events().stream()
        .filter(e -> e.frame() == frame)
        .map(e -> e.kind() + " " + e.target() + " " + e.value().shape())
        .toList();
  }

  @Test
  void everythingBoundIsWrittenDownCallByCall() {
    Following f = follow(LAYER);
    assertThat(f.problems()).isEmpty();
    assertThat(f.frames()).hasSize(3);
    assertThat(f.frames().get(2).function()).isEqualTo("backward");
    assertThat(shown(f, 1))
        .containsExactly(
            "ARGUMENT x (N, D)",
            "ARGUMENT w (D, M)",
            "INPUT b (M,)",
            "ASSIGN out (N, M)",
            "RETURN return[0] (N, M)",
            "RETURN return[1][0] (N, D)",
            "RETURN return[1][1] (D, M)");
    assertThat(shown(f, 2))
        .containsExactly(
            "ARGUMENT dout (N, M)",
            "ARGUMENT cache[0] (N, D)",
            "ARGUMENT cache[1] (D, M)",
            "ASSIGN x (N, D)",
            "ASSIGN w (D, M)",
            "ASSIGN dw (D, M)",
            "CHANGE dw (D, M)",
            "RETURN return[0] (D, M)",
            "RETURN return[1] (M,)");
    assertThat(shown(f, 0))
        .containsSequence("ASSIGN grads['W'] (D, M)", "ASSIGN grads['b'] (M,)")
        .endsWith("CHANGE grads['W'] (D, M)");
  }

  @Test
  void partsOfOneContainerHaveOneOwner() {
    Following f = follow(LAYER);
    List<Integer> owners =
        f.events().stream()
            .filter(e -> e.target().startsWith("grads["))
            .map(Event::owner)
            .distinct()
            .toList();
    assertThat(owners).hasSize(1).doesNotContain(0);
  }

  @Test
  void assertsOfShapesAreClaims() {
    assertThat(follow(LAYER).claims())
        .singleElement()
        .satisfies(c -> {
          assertThat(c.left()).isEqualTo("dw.shape");
          assertThat(c.right()).isEqualTo("w.shape");
          assertThat(c.holds()).isTrue();
          assertThat(c.frame()).isEqualTo(2);
        });
    assertThat(follow("x: (n,)\nassert x.shape == (n, 1)\ny = x").claims())
        .singleElement()
        .satisfies(c -> assertThat(c.holds()).isFalse());
  }

  @Test
  void eventsPointAtStatementAndExpression() {
    Following f = follow(LAYER);
    Event dw = f.last("backward", "dw");
    assertThat(dw).isNotNull();
    assertThat(dw.kind()).isEqualTo(Event.Kind.CHANGE);
    assertThat(dw.statement().line()).isEqualTo(8);
    Event out = f.last("forward", "out");
    assertThat(out).isNotNull();
    assertThat(out.expression().column()).isEqualTo(11);
  }

  @Test
  void aReplacedValueIsWhatTheRestOfTheRunSees() {
    Event out = follow(LAYER).last("forward", "out");
    assertThat(out).isNotNull();
    Expr cut = Build.var("out", out.value().shape());
    Following f = follow(LAYER, Options.NONE.replacing(List.of(new Replacement(out.index(), cut))));
    Event last = f.last("backward", "dout");
    assertThat(last).isNotNull();
    assertThat(last.value().inOrder()).contains(cut);
    assertThat(
            last.value().inOrder().stream()
                .filter(e -> e.head() instanceof Head.Var)
                .map(Expr::toString))
        .containsExactly("out");
  }

  @Test
  void whatCannotBeFollowedIsAProblemAndTheRestGoesOn() {
    Following f = follow("x: (n,)\ny = eval('1')\nz = y + 1\nw = x * 2\n");
    assertThat(f.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo(Code.LBZ005);
        });
    assertThat(shown(f, 0)).containsExactly("INPUT x (n,)", "ASSIGN w (n,)");
  }
}
