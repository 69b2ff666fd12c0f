# expect: clean
# verified: grad
import numpy as np


def squared(Z):
    return ((Z[:, None] - Z[None]) ** 2).sum(2)


def similarities(X):
    n = len(X)
    d = squared(X)
    p = np.zeros((n, n))
    for i in range(n):
        rest = np.r_[0:i, i + 1:n]
        e = np.exp(-d[i, rest])
        p[i, rest] = e / e.sum()
    return (p + p.T) / (2 * n)


def sne_loss(p, Z):
    a = np.exp(-squared(Z))
    np.fill_diagonal(a, 0)
    q = a / a.sum()
    off = ~np.eye(len(Z), dtype=bool)
    return np.sum(p[off] * np.log(p[off] / q[off]))


def embed_gradient(p, Z):
    a = np.exp(-squared(Z))
    np.fill_diagonal(a, 0)
    q = a / a.sum()
    grad = np.zeros(Z.shape)
    for i in range(len(Z)):
        grad[i] = 4 * (p - q)[i] @ (Z[i] - Z)
    return grad


def embed(X, steps=50, rate=2.0):
    p = similarities(X)
    Z = 0.1 * np.random.randn(len(X), 2)
    for _ in range(steps):
        Z = Z - rate * embed_gradient(p, Z)
    return Z, sne_loss(p, Z)


np.random.seed(1)
X = np.random.randn(9, 4)
Z, last = embed(X)
print(last)
