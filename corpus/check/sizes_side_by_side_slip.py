# expect: LBZ101 line 19
# Sizes that are bound side by side, and a comment that takes the wrong one of them.
import numpy as np


def cost(weights, X, T):
    A, B, C = weights
    hidden, inner, out = A.shape[1], B.shape[1], C.shape[1]
    n = len(X)

    h = np.tanh(X @ A)              # (n, hidden)
    g = np.tanh(h @ B)              # (n, inner)
    e = g @ C - T                   # (n, out)
    loss = np.sum(e**2) / (2 * n)

    dC = g.T @ e / n                # (inner, out)
    dg = (e @ C.T) * (1 - g**2)     # (n, inner)
    dB = h.T @ dg / n               # (hidden, inner)
    dh = (dg @ B.T) * (1 - h**2)    # (n, inner)
    dA = X.T @ dh / n
    return loss, dA, dB, dC


rng = np.random.default_rng(5)
shapes = [(3, 7), (7, 4), (4, 2)]
weights = [rng.normal(size=s) for s in shapes]
print(cost(weights, rng.normal(size=(9, 3)), rng.normal(size=(9, 2))))
