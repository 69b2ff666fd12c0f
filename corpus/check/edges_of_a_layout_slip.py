# expect: LBZ201 line 16
import numpy as np


def stress(P, edges, dist):
    i, j = edges[:, 0], edges[:, 1]
    d = np.linalg.norm(P[i] - P[j], axis=1)
    return np.sum((d - dist) ** 2)


def stress_gradient(P, edges, dist):
    G = np.zeros_like(P)
    for (i, j), r in zip(edges, dist):
        diff = P[i] - P[j]
        d = np.linalg.norm(diff)
        g = 2 * (d - r) * diff
        G[i] += g
        G[j] -= g
    return G


rng = np.random.RandomState(90)
truth = rng.uniform(0, 10, size=(9, 2))
edges = np.array([(i, j) for i in range(9) for j in range(i + 1, 9)])
dist = np.linalg.norm(truth[edges[:, 0]] - truth[edges[:, 1]], axis=1)
dist = dist + 0.05 * rng.randn(len(dist))
P = truth + rng.randn(9, 2)
print("initial stress", stress(P, edges, dist))
for it in range(150):
    P -= 0.02 * stress_gradient(P, edges, dist)
print("final stress", stress(P, edges, dist))
