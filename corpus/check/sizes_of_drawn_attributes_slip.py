# expect: LBZ101 line 18
import numpy as np


class Pooling:
    """Weights over time from a small layer."""

    def __init__(self, n_in, n_hidden, rng):
        self.W = rng.randn(n_in, n_hidden) * 0.3
        self.v = rng.randn(n_hidden)

    def forward(self, x):
        B, T, D = x.shape
        A = self.W.shape[1]
        u = np.tanh(x.dot(self.W))                        # (B, T, A)
        s = u.dot(self.v)
        e = np.exp(s - s.max(axis=1, keepdims=True))
        share = e / e.sum(axis=1, keepdims=True)          # (B, A)
        return np.sum(share[:, :, None] * x, axis=1)      # (B, D)


print(Pooling(4, 5, np.random.RandomState(1)).forward(np.random.randn(3, 6, 4)))
