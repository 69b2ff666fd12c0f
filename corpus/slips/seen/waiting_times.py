"""Hazards of waiting times: who is still waiting is found by sorting."""
import numpy as np


def hazard_loss(b, Z, wait, seen):
    order = np.argsort(-wait)
    Z, seen = Z[order], seen[order]
    score = Z @ b
    return -np.mean(seen * (score - np.log(np.cumsum(np.exp(score)))))


def hazard_grad(b, Z, wait, seen):
    order = np.argsort(-wait)
    Z, seen = Z[order], seen[order]
    r = np.exp(Z @ b)
    centre = np.cumsum(r[:, None] * Z, axis=0) / np.cumsum(r)[:, None]
    grad = -np.sum(seen[:, None] * (Z - centre), axis=0)  #!! grad = -np.sum(Z - centre, axis=0)
    return grad / len(wait)


rng = np.random.default_rng(8)
Z = rng.normal(size=(15, 2))
wait = rng.exponential(size=15)
seen = (rng.random(15) < 0.7).astype(float)
b = np.zeros(2)
for _ in range(10):
    b = b - 0.2 * hazard_grad(b, Z, wait, seen)
print(hazard_loss(b, Z, wait, seen))
