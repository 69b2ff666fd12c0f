# expect: clean
# verified: mse_grad, dw
# The mean is taken where the derivative of each entry is used.
import numpy as np


def mse(y, p):
    return np.mean((y - p) ** 2)


def mse_grad(y, p):
    return 2 * (p - y)


def fit(X, y):
    w = np.zeros(3)
    for _ in range(10):
        p = X @ w
        loss = mse(y, p)
        dw = X.T @ mse_grad(y, p) / len(y)
        w -= 0.1 * dw
    return w

fit(np.random.randn(20, 3), np.random.randn(20))
