# verified: grad
# Each group has as many rows as are drawn for it; the loss takes the groups one by one.
import numpy as np

rng = np.random.default_rng(4)
D = 3


def made(count):
    groups = []
    for _ in range(count):
        m = rng.integers(4, 9)
        X = rng.normal(size=(m, D))
        t = X @ np.array([1.0, -2.0, 0.5]) + 0.1 * rng.normal(size=m)
        groups.append((X, t))
    return groups


def group_loss(w, X, t):
    r = X @ w - t
    loss = np.mean(r**2)
    return loss, 2 * X.T @ r / len(t)


def total(w, groups):
    loss, grad = 0.0, np.zeros_like(w)
    for X, t in groups:
        one, g = group_loss(w, X, t)
        loss += one
        grad += g
    return loss / len(groups), grad / len(groups)


groups = made(6)
w = np.zeros(D)
for k in range(50):
    loss, grad = total(w, groups)
    w -= 0.1 * grad
    if 0.0 < loss < 1e-6 or k > 40:
        break
