# expect: clean
"""Sammon's stress; who is at no distance from itself is left out afterwards."""
import numpy as np


def sammon(Y, D):
    diff = Y[:, None, :] - Y[None, :, :]
    dist = np.sqrt((diff ** 2).sum(axis=2))
    inverse = 1.0 / dist
    np.fill_diagonal(inverse, 0.0)
    E = 0.5 * ((dist - D) ** 2).sum()
    ratio = (dist - D) * inverse
    dY = 2 * (ratio[:, :, None] * diff).sum(axis=1)
    return E, dY


rng = np.random.default_rng(0)
X = rng.normal(size=(6, 4))
D = np.sqrt(((X[:, None] - X[None]) ** 2).sum(-1))
Y = rng.normal(size=(6, 2))
for _ in range(30):
    E, dY = sammon(Y, D)
    Y = Y - 0.05 * dY
