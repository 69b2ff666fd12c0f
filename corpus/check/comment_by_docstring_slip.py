# expect: LBZ101 line 18
import numpy as np


def make(n_points=40, n_terms=3):
    X = np.random.randn(n_points, n_terms)
    return X, (X[:, 0] > 0).astype(float)


def score(beta, X, y):
    """Gradient of the mean log likelihood.

    X : array of shape (n_points, n_terms)
    y : array of shape (n_points,)
    """
    mu = 1 / (1 + np.exp(-(X @ beta)))
    rest = y - mu  # (n_points,)
    up = X.T @ rest / len(y)  # (n_points,)
    return up


X, y = make()
beta = np.zeros(X.shape[1])
for it in range(100):
    beta += 0.5 * score(beta, X, y)
