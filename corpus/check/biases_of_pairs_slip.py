# expect: LBZ201 line 14
import numpy as np


def cost_and_grads(U, V, bu, bv, R, lam=0.1):
    """Weighted factorisation of ratings R with a bias for each user and for each item."""
    seen = (R > 0).astype(float)
    err = seen * (U @ V.T + bu[:, None] + bv[None, :] - R)
    cost = 0.5 * np.sum(err ** 2) + 0.5 * lam * (np.sum(U ** 2) + np.sum(V ** 2))

    gU = err @ V + lam * U
    gV = err.T @ U + lam * V
    gbu = err.sum(axis=1)
    gbv = err.sum(axis=1)
    return cost, gU, gV, gbu, gbv


rng = np.random.RandomState(1)
R = np.abs(rng.randn(7, 7)) * (rng.rand(7, 7) > 0.4)
U, V = rng.randn(7, 3), rng.randn(7, 3)
bu, bv = np.zeros(7), np.zeros(7)
for step in range(20):
    cost, gU, gV, gbu, gbv = cost_and_grads(U, V, bu, bv, R)
    U -= 0.01 * gU
    V -= 0.01 * gV
    bu -= 0.01 * gbu
    bv -= 0.01 * gbv
