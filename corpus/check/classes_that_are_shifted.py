# expect: clean
# verified: grad
import numpy as np
rng = np.random.default_rng(0)
n, d = 20, 6
X = rng.normal(size=(n, d))
y = rng.integers(0, 2, n)
X[y == 1, :2] += 1.5
X[y == 0, 2:4] = 0.0
m = X[y == 1, 1:3].mean(axis=0)  # (2,)
w = np.zeros(d)
def loss(w):
    z = X @ w
    return np.mean(np.logaddexp(0, z) - y * z)
def grad(w):
    p = 1 / (1 + np.exp(-X @ w))
    return X.T @ (p - y) / n
g = grad(w)
