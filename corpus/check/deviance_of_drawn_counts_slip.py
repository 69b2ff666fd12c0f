# expect: LBZ302 line 27
"""Poisson GLM with exposure, fitted by gradient ascent on the log-likelihood."""
import numpy as np


def simulate(n, p, seed=0):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, p - 1))])
    beta = np.array([-0.2, 0.5, -0.4, 0.3])[:p]
    exposure = rng.uniform(0.5, 2.0, size=n)
    y = rng.poisson(exposure * np.exp(X @ beta)).astype(float)
    return X, y, exposure


def loglik(beta, X, y, exposure):
    eta = X @ beta + np.log(exposure)
    return np.sum(y * eta - np.exp(eta))


def score(beta, X, y, exposure):
    mu = exposure * np.exp(X @ beta)
    return X.T @ (y - mu)


def deviance(beta, X, y, exposure):
    mu = exposure * np.exp(X @ beta)
    return 2.0 * np.sum(y * np.log(y / mu) - (y - mu))


def fit(X, y, exposure, rate=0.3, n_iter=200):
    beta = np.zeros(X.shape[1])
    for _ in range(n_iter):
        beta += rate * score(beta, X, y, exposure) / len(y)
    return beta


if __name__ == "__main__":
    X, y, exposure = simulate(150, 4)
    beta_hat = fit(X, y, exposure)
    print("beta_hat", np.round(beta_hat, 3))
    print("loglik", loglik(beta_hat, X, y, exposure))
    print("deviance", deviance(beta_hat, X, y, exposure))
