# expect: clean
import numpy as np


def closeness(Z):
    s = np.sum(np.square(Z), axis=1)
    near = 1.0 / (1.0 + np.maximum(s[:, None] + s[None, :] - 2 * np.dot(Z, Z.T), 0))
    np.fill_diagonal(near, 0.0)
    return near / np.sum(near)


def divergence(P, Q):
    off = ~np.eye(len(P), dtype=bool)
    return np.sum(P[off] * np.log(P[off] / Q[off]))


rng = np.random.RandomState(1)
far = rng.randn(12, 4)
flat = rng.randn(12, 2)
print(divergence(closeness(far), closeness(flat)))
