# expect: clean
# verified: g
import numpy as np


def posterior(w, X, y, lam):
    """Counts y (n,) of a rate exp(X w), w (p,) with a ridge but for its first."""
    rate = np.exp(X @ w)
    f = np.sum(rate) - y @ (X @ w) + 0.5 * lam * np.sum(w[1:] ** 2)
    g = X.T @ (rate - y)
    g[1:] += lam * w[1:]
    H = X.T @ (rate[:, None] * X)
    H[1:, 1:] += lam * np.eye(len(w) - 1)
    return f, g, H


rng = np.random.default_rng(1)
X = np.column_stack([np.ones(70), rng.normal(size=(70, 3))])
y = rng.poisson(np.exp(0.3 * X[:, 1]))
w = np.zeros(4)
for _ in range(6):
    f, g, H = posterior(w, X, y, 0.5)
    w = w - np.linalg.solve(H, g)
print(f, w)
