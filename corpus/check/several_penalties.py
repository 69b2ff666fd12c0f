# expect: LBZ201 line 12
# The first of the penalties that are tried is none.
import numpy as np


def ridge(X, y, theta, lam):
    m = len(y)
    r = X.dot(theta) - y
    free = theta.copy()
    free[0] = 0
    J = np.sum(r ** 2) / (2 * m) + lam / (2 * m) * np.sum(free ** 2)
    grad = X.T.dot(r) / m + lam / m * theta
    return J, grad


def descend(X, y, lam):
    theta = np.zeros(3)
    for k in range(300):
        J, grad = ridge(X, y, theta, lam)
        theta = theta - 0.1 * grad
    return theta, J


rng = np.random.RandomState(1)
X = np.column_stack([np.ones(30), rng.randn(30, 2)])
y = X.dot([1.0, 2.0, -1.0]) + 0.1 * rng.randn(30)
for lam in [0, 1, 10]:
    print(lam, descend(X, y, lam))
