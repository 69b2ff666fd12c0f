# expect: LBZ201 line 45
import numpy as np


class AttentionPooling(object):
    """
    Pool a sequence to one vector with learned, additive scores.

        e_t = v . tanh(x_t W)      a = softmax(e)      c = sum_t a_t x_t

    Sizes: B sequences, L steps, D features, A attention units.

    :param W: (D, A)
    :param v: (A,)
    """

    def __init__(self, D, A, rng):
        self.W = rng.randn(D, A) / np.sqrt(D)
        self.v = rng.randn(A)

    def forward(self, x, lengths):
        """
        :param x: (B, L, D), padded at the end
        :param lengths: (B,)
        :return: (B, D)
        """
        B, L, D = x.shape
        u = np.tanh(x @ self.W)                                      # (B, L, A)
        e = u @ self.v                                               # (B, L)
        valid = np.arange(L)[None, :] < lengths[:, None]             # (B, L)
        e = np.where(valid, e, -1e9)
        a = np.exp(e - e.max(axis=1, keepdims=True))
        a /= a.sum(axis=1, keepdims=True)                            # (B, L)
        self.cache = (x, u, a)
        return np.einsum('bl,bld->bd', a, x)                         # (B, D)

    def backward(self, dc):
        """
        :param dc: (B, D)
        :return: dx of (B, L, D); sets dW and dv
        """
        x, u, a = self.cache
        da = np.einsum('bd,bld->bl', dc, x)                          # (B, L)
        dx = a[:, :, None] * dc[:, None, :]                          # (B, L, D)
        de = a * (da - np.sum(da, axis=1, keepdims=True))            # (B, L)
        self.dv = np.einsum('bl,bla->a', de, u)                      # (A,)
        dpre = de[:, :, None] * self.v * (1 - u ** 2)                # (B, L, A)
        self.dW = np.einsum('bld,bla->da', x, dpre)                  # (D, A)
        return dx + dpre @ self.W.T


rng = np.random.RandomState(77)
B, L, D, A = 10, 7, 4, 6
x = rng.randn(B, L, D)
lengths = rng.randint(2, L + 1, size=B)
# the step with the largest first feature is the one to pick
key = np.where(np.arange(L)[None] < lengths[:, None], x[:, :, 0], -np.inf).argmax(axis=1)
target = x[np.arange(B), key]                                        # (B, D)
pool = AttentionPooling(D, A, rng)
for step in range(100):
    c = pool.forward(x, lengths)
    loss = 0.5 * np.sum((c - target) ** 2) / B
    pool.backward((c - target) / B)
    pool.W -= 0.3 * pool.dW
    pool.v -= 0.3 * pool.dv
    if step % 25 == 0:
        print(step, loss)
