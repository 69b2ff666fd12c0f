# expect: LBZ101 line 15
# The gradient is asked for where the step is taken; three hundred costs are kept.
import numpy as np


def cost(theta, X, y, lam):
    m = len(y)
    r = X @ theta - y
    return r @ r / (2 * m) + lam / (2 * m) * np.sum(theta[1:] ** 2)


def gradient(theta, X, y, lam):
    """Gradient of the cost, with X: (m, n) and y: (m, 1)."""
    m = len(y)
    r = X @ theta - y                    # (m, n)
    shrink = lam / m * theta
    shrink[0] = 0
    return X.T @ r / m + shrink


def descend(X, y, alpha=0.1, lam=0.5, rounds=300):
    theta = np.zeros(X.shape[1])
    costs = np.zeros(rounds)
    for k in range(rounds):
        theta = theta - alpha * gradient(theta, X, y, lam)
        costs[k] = cost(theta, X, y, lam)
    return theta, costs


np.random.seed(1)
X = np.hstack([np.ones((50, 1)), np.random.rand(50, 3) * [10, 100, 1]])
y = X @ np.random.randn(4) + 0.1 * np.random.randn(50)
theta, costs = descend(X, y)
