# expect: LBZ201 line 10
import numpy as np


def huber(r, k):
    return np.where(np.abs(r) <= k, 0.5 * r**2, k * (np.abs(r) - 0.5 * k))


def influence(r, k):
    return np.where(np.abs(r) <= k, r, np.sign(r))


def objective(w, X, y, k):
    return huber(X @ w - y, k).mean()


def objective_grad(w, X, y, k):
    return X.T @ influence(X @ w - y, k) / len(y)


X = np.random.randn(30, 3)
y = X @ np.array([1.0, -2.0, 0.5]) + np.random.randn(30)
w = np.zeros(3)
for _ in range(100):
    w = w - 0.3 * objective_grad(w, X, y, 1.7)
print(objective(w, X, y, 1.7))
