# expect: clean
"""Smooth scores on the nodes of a graph; the matrix of weights is symmetric, as the program makes it."""
import numpy as np


def roughness(h, S, target, keep):
    miss = keep * (h - target)
    return np.sum(miss ** 2) + 0.5 * h @ S @ h


def roughness_grad(h, S, target, keep):
    return 2 * keep * (h - target) + S @ h


rng = np.random.default_rng(4)
A = rng.random((7, 7))
S = A @ A.T
keep = (np.arange(7) % 2 == 0).astype(float)
target = rng.normal(size=7)
h = np.zeros(7)
for _ in range(40):
    h = h - 0.05 * roughness_grad(h, S, target, keep)
print(roughness(h, S, target, keep))
