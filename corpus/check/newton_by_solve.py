# expect: clean
# verified: score
# The step that Newton goes is no gradient, whatever letter it has.
import numpy as np


def log_likelihood(beta, X, y):
    eta = X @ beta
    return np.sum(y * eta - np.log1p(np.exp(eta)))


def score(beta, X, y):
    """First derivative of the log likelihood, (p,)."""
    return X.T @ (y - 1 / (1 + np.exp(-X @ beta)))


def hess(beta, X):
    mu = 1 / (1 + np.exp(-X @ beta))
    return -(X.T * (mu * (1 - mu))) @ X


X = np.column_stack([np.ones(80), np.random.randn(80, 2)])
y = (np.random.rand(80) < 0.4).astype(float)
beta = np.zeros(3)
old = log_likelihood(beta, X, y)
for k in range(10):
    delta = np.linalg.solve(hess(beta, X), score(beta, X, y))
    beta = beta - delta
    new = log_likelihood(beta, X, y)
    if new - old < 1e-9:
        break
    old = new
print(np.sqrt(np.diag(np.linalg.inv(-hess(beta, X)))))
