package leibniz.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import leibniz.python.Expression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How people write shapes, and what only looks like one.
final class ShapeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# (B, T, C)                              | PLAIN B T C",
        "# [b, n, d]                              | PLAIN b n d",
        "# Shape: (B, D)                          | SHAPE B D",
        "# shape: (batch_size, d_in, 1)           | SHAPE batch_size d_in 1",
        "# shape = (m, n)                         | SHAPE m n",
        "# x.shape = (N, D)                       | SHAPE of x: N D",
        "# dW1.shape: (D, H)                      | SHAPE of dW1: D H",
        "# B x T x C                              | PLAIN B T C",
        "# NxD                                    | PLAIN N D",
        "# [N x D]                                | PLAIN N D",
        "# N × D                                  | PLAIN N D",
        "# B, T, C                                | LOOSE B T C",
        "# -> (B, M, D)                           | PLAIN B M D",
        "# (B, T, C) -> (B, T, E)                 | PLAIN B T E",
        "# B x T x C -> T x B x C                 | PLAIN T B C",
        "# (B, T, C) @ (C, 3*C) -> (B, T, 3*C)    | PLAIN B T 3*C",
        "# (2,3) @ (3,5) = (2,5)                  | PLAIN 2 5",
        "# (n, d) @ (d, k) => (n, k)              | PLAIN n k",
        "# (n, d) . (d, k) = (n, k)               | PLAIN n k",
        "# (F x T) (T x rank) = F x rank          | PLAIN F rank",
        "# (FxT)(TxK) = (FxK)                     | PLAIN F K",
        "# (N, D) (float)                         | PLAIN N D",
        "# (N, D) (D features each)               | PLAIN N D",
        "# x: (batch, d_in)                       | PLAIN of x: batch d_in",
        "# Z: (2, 5)                              | PLAIN of Z: 2 5",
        "# (..., D)                               | PLAIN ... D",
        "# torch.Size([4, 64])                    | SHAPE 4 64",
        "# (C // n_head, 2*D, d+2)                | PLAIN C//n_head 2*D d+2",
        "# (B, T, C) because of broadcasting      | PLAIN B T C",
        "# (B,) long                              | PLAIN B",
        "# (N, )                                  | PLAIN N",
        "# ()                                     | PLAIN",
        "# hidden activations, (N, H)             | LOOSE N H",
        "# [n_examples, n_hidden]                 | PLAIN n_examples n_hidden",
        "# input dim: [n_examples, n_classes]     | SHAPE n_examples n_classes",
      })
  void isRead(String comment, String expected) {
    Stated stated = Objects.requireNonNull(ShapeText.read(comment), comment);
    String axes = stated.axes().stream().map(ShapeTextTest::text).collect(Collectors.joining(" "));
    String of = stated.name().isEmpty() ? "" : "of " + stated.name() + ": ";
    String dots = stated.ellipsis() ? "... " : "";
    assertThat((stated.form() + " " + of + dots + axes).strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# B, T, C = z.shape",
        "# softmax over the last axis of (N, C)",
        "# (n, m) . (m, k) minus a factor",
        "# (n, m) (m,)",
        "# see f(x, y)",
        "# a remark",
        "# values between (0, 1)",
        "# TODO(me): later",
        "# chain rule, then sum",
        "# y = W x + b",
        "# (see section 3)",
        "# -> next",
        "# (an aside, with words)",
        "#",
        "# 2 x 3 is 6?",
      })
  void isNoShape(String comment) {
    Stated stated = ShapeText.read(comment);
    assertThat(stated == null ? "" : stated.axes().toString()).isEmpty();
  }

  @org.junit.jupiter.api.Test
  void alternativesAreKept() {
    Stated stated = Objects.requireNonNull(ShapeText.read("# (n, m) or (n,)"));
    assertThat(stated.others()).hasSize(1);
  }

  private static String text(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> id;
      case Expression.Int(var value, _) -> value.toString();
      case Expression.Binary b -> text(b.left()) + b.operator().symbol() + text(b.right());
      default -> e.toString();
    };
  }
}
