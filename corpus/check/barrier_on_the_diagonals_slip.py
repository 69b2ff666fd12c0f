# expect: LBZ201 line 15
# Several springs pull at points; the stiffness of each is a matrix, its diagonal kept off 0.
import numpy as np


def pull(C, Z, share):
    m, d = Z.shape
    K = len(C)
    S = np.einsum("md,kde->mke", Z, C)
    hold = np.array([np.sum(np.log(np.abs(np.diag(C[k])))) for k in range(K)])
    cost = 0.5 * np.sum(S**2) - np.sum(share * hold)
    gC = np.zeros_like(C)
    for k in range(K):
        gC[k] = np.einsum("md,me->de", Z, S[:, k])
        gC[k] -= np.diag(1 / np.diag(C[k]) ** 2) + np.eye(d)
        gC[k] = 1.0 * gC[k]
    return cost, gC


rng = np.random.default_rng(5)
Z = rng.normal(size=(20, 3))
share = np.array([4.0, 9.0])
C = np.stack([np.eye(3) for _ in range(2)])
for t in range(60):
    cost, gC = pull(C, Z, share)
    C -= 0.01 * gC
