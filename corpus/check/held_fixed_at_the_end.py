# expect: clean
"""What the iteration finds is the best there is, so it counts as fixed in the gradient by the points."""
import numpy as np


def balance(C, rounds):
    u = np.zeros(C.shape[0])
    for _ in range(rounds):
        v = -np.log(np.exp(u[:, None] - C).mean(axis=0))
        u = -np.log(np.exp(v[None, :] - C).mean(axis=1))
    return u, v


def transport(X, Y, rounds=300):
    C = np.sum((X[:, None, :] - Y[None, :, :]) ** 2, axis=2)
    u, v = balance(C, rounds)
    P = np.exp(u[:, None] + v[None, :] - C) / C.size
    value = u.mean() + v.mean() - P.sum()
    grad_X = 2 * (P.sum(axis=1)[:, None] * X - P @ Y)
    return value, grad_X


rng = np.random.default_rng(7)
X = rng.normal(size=(5, 2))
Y = rng.normal(size=(6, 2)) + 1.0
for _ in range(10):
    value, grad_X = transport(X, Y)
    X = X - 0.5 * grad_X
print(value)
