# expect: clean
import numpy as np

# a map of things that are marked as alike, by a heavy-tailed kernel


def likeness_cost(Z, P):
    # Z (m, 2), heavy tails: places that are far apart do not pull
    apart = Z[:, None, :] - Z[None, :, :]
    heavy = 1.0 / (1.0 + (apart ** 2).sum(axis=2))
    np.fill_diagonal(heavy, 0.0)
    Q = np.maximum(heavy / heavy.sum(), 1e-12)
    cost = (P * np.log(P / Q)).sum()
    pull = (P - Q) * heavy
    dZ = 4 * (pull[:, :, None] * apart).sum(axis=1)
    return cost, dZ
