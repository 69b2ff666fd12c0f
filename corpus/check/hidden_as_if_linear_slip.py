# expect: LBZ201 line 10
import numpy as np


def gradients(x, t, h, y, A, a, B):
    """One hidden layer h = tanh(x A + a), outputs y = h B."""
    dy = 2 * (y - t) / t.size
    dB = h.T @ dy
    # by the hidden units, through tanh
    dh = dy @ B.T
    dA = x.T @ dh
    da = dh.sum(axis=0)
    return dA, da, dB


rng = np.random.RandomState(5)
x, t = rng.randn(12, 3), rng.randn(12, 2)
A, a, B = rng.randn(3, 4), np.zeros(4), rng.randn(4, 2)
for _ in range(50):
    h = np.tanh(x @ A + a)
    y = h @ B
    loss = np.mean((y - t) ** 2)
    dA, da, dB = gradients(x, t, h, y, A, a, B)
    A -= 0.1 * dA
    a -= 0.1 * da
    B -= 0.1 * dB
