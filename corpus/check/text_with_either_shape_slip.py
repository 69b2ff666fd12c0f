# expect: LBZ101 line 10
import numpy as np


def ridge_loss(w, X, y, alpha):
    """Squares, and a penalty.

    Parameters
    ----------
    w : ndarray of shape (n_features,) or (n_features + 2,)
        The coefficients, and behind them the intercept, if there is one.
    X : ndarray of shape (n_samples, n_features)
    y : ndarray of shape (n_samples,)
    """
    n_samples, n_features = X.shape
    r = X @ w[:n_features] - y
    if w.size > n_features:
        r = r + w[-1]
    return 0.5 * r @ r + 0.5 * alpha * w @ w


X = np.random.randn(40, 3)
y = np.random.randn(40)
print(ridge_loss(np.zeros(4), X, y, 0.1))
