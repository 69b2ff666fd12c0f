# expect: LBZ201 line 13
# Right only for a kernel that is symmetric, as the program's own is; the sign of an exponent is not.
import numpy as np


def risk(c, K, t):
    m = t * (K @ c)
    return np.log(1 + np.exp(-m)).sum() / t.size + 0.05 * c @ K @ c


def risk_grad(c, K, t):
    m = t * (K @ c)
    pull = -t / (1 + np.exp(-m))
    return K @ pull / t.size + 0.1 * K @ c


rng = np.random.default_rng(11)
P = rng.normal(size=(25, 2))
K = np.exp(-((P[:, None] - P[None]) ** 2).sum(axis=2))
t = np.where(P[:, 0] * P[:, 1] > 0, 1.0, -1.0)
c = np.zeros(25)
for _ in range(100):
    c = c - 0.3 * risk_grad(c, K, t)
print(risk(c, K, t))
