# expect: LBZ201 line 18
import numpy as np


def ranking(V, Q, best, strength):
    """The best answer of each question is to be ahead of the others by 1."""
    m, k = Q.shape[0], V.shape[1]
    dV = np.zeros_like(V)
    points = Q.dot(V)
    total = 0.0
    for i in range(m):
        for j in range(k):
            if j == best[i]:
                continue
            short = points[i, j] - points[i, best[i]] + 1
            if short > 0:
                total += short
                dV[:, j] = Q[i]
                dV[:, best[i]] -= Q[i]
    loss = total / m + 0.5 * strength * np.sum(V * V)
    dV = dV / m + strength * V
    return loss, dV


rng = np.random.RandomState(3)
Q, best = rng.randn(6, 3), rng.randint(0, 4, 6)
V = 0.1 * rng.randn(3, 4)
for _ in range(30):
    loss, dV = ranking(V, Q, best, 0.01)
    V -= 0.1 * dV
