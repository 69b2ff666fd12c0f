import numpy as np


def f(w, X, y, C):
    z = y * (X @ w)
    return np.sum(np.log(1 + np.exp(-z))) + 0.5 * C * w @ w


def grad(w, X, y, C):
    z = y * (X @ w)
    s = 1 / (1 + np.exp(z))
    return -X.T @ (y * s) + C * w  #!! return -X.T @ (y * (1 - s)) + C * w


def hess(w, X, y, C):
    z = y * (X @ w)
    s = 1 / (1 + np.exp(z))
    return X.T @ (X * (s * (1 - s))[:, None]) + C * np.eye(len(w))  #!! return X.T @ (X * s[:, None]) + C * np.eye(len(w))


n, d = 15, 3
X = np.random.randn(n, d)
y = np.sign(np.random.randn(n))
w = np.zeros(d)
for _ in range(5):
    w -= np.linalg.solve(hess(w, X, y, 1.0), grad(w, X, y, 1.0))
