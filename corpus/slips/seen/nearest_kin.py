"""Neighbours chosen at random by distance, never oneself: that distance is infinite."""
import numpy as np


def kin_loss(M, Z, kind):
    P = Z @ M.T
    gap = np.sum((P[:, None, :] - P[None, :, :]) ** 2, axis=2)
    np.fill_diagonal(gap, np.inf)
    q = np.exp(-gap)
    q = q / q.sum(axis=1, keepdims=True)
    kin = (kind[:, None] == kind[None, :]).astype(float)
    hit = (q * kin).sum(axis=1, keepdims=True)
    loss = -hit.sum()
    pull = q * kin - q * hit  #!! pull = q * kin - q
    both = pull + pull.T
    np.fill_diagonal(both, -pull.sum(axis=0))
    grad = -2 * P.T @ both @ Z  #!! grad = 2 * P.T @ both @ Z
    return loss, grad


rng = np.random.default_rng(4)
Z = rng.normal(size=(9, 3))
kind = rng.integers(0, 2, size=9)
M = 0.3 * rng.normal(size=(2, 3))
loss, grad = kin_loss(M, Z, kind)
M = M - 0.1 * grad
