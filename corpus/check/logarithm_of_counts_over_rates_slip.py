# expect: LBZ302 line 8
import numpy as np


def poisson_deviance(beta, X, y, offset):
    """Deviance of a Poisson GLM with log link."""
    mu = np.exp(X.dot(beta) + offset)
    return 2 * np.sum(y * np.log(y / mu) - (y - mu))


def deviance_gradient(beta, X, y, offset):
    mu = np.exp(X.dot(beta) + offset)
    return 2 * X.T.dot(mu - y)


def fit_newton(X, y, offset, n_iter=15):
    beta = np.zeros(X.shape[1])
    for _ in range(n_iter):
        mu = np.exp(X.dot(beta) + offset)
        H = 2 * (X * mu[:, None]).T.dot(X)
        beta = beta - np.linalg.solve(H, deviance_gradient(beta, X, y, offset))
    return beta


rng = np.random.RandomState(100)
X = np.column_stack([np.ones(120), rng.normal(size=(120, 2))])
exposure = rng.uniform(0.5, 2.0, size=120)
y = rng.poisson(exposure * np.exp(X.dot([0.3, 0.5, -0.4])))
beta = fit_newton(X, y, np.log(exposure))
print("estimate:", beta)
print("deviance:", poisson_deviance(beta, X, y, np.log(exposure)))
