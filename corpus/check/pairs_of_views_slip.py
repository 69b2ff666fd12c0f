# expect: LBZ201 line 20
import numpy as np


def contrast(z, tau=0.5):
    """Rows 2k and 2k + 1 of z are two views of one sample; returns the loss and its gradient."""
    n = len(z)
    norm = np.linalg.norm(z, axis=1, keepdims=True)
    u = z / norm
    s = u @ u.T / tau
    np.fill_diagonal(s, -np.inf)
    other = np.arange(n) ^ 1
    e = np.exp(s - s.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(n), other]))

    ds = p.copy()
    ds[np.arange(n), other] -= 1
    ds /= n
    du = ds @ u / tau
    dz = (du - u * np.sum(u * du, axis=1, keepdims=True)) / norm
    return loss, dz


rng = np.random.default_rng(1)
W = rng.normal(size=(6, 3))
X = rng.normal(size=(8, 6))
for step in range(20):
    loss, dz = contrast(X @ W)
    W -= 0.1 * X.T @ dz
