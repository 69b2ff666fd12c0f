# expect: clean
"""Probit labour-force participation model, maximum likelihood by BHHH."""
import numpy as np
from math import erf, sqrt, pi

rng = np.random.default_rng(1994)


def norm_cdf(z):
    return 0.5 * (1.0 + np.vectorize(erf)(z / sqrt(2.0)))


def norm_pdf(z):
    return np.exp(-0.5 * z ** 2) / sqrt(2.0 * pi)


def loglik(beta, X, y):
    q = 2.0 * y - 1.0
    return np.sum(np.log(norm_cdf(q * (X @ beta))))


def score_obs(beta, X, y):
    """Score contributions, one row for each person."""
    q = 2.0 * y - 1.0
    z = q * (X @ beta)
    mills = q * norm_pdf(z) / norm_cdf(z)
    return mills[:, None] * X


n = 300
educ = rng.normal(0, 1, n)
kids = rng.poisson(1.0, n)
X = np.column_stack([np.ones(n), educ, kids])
beta_true = np.array([0.3, 0.6, -0.4])
y = (X @ beta_true + rng.standard_normal(n) > 0).astype(float)

beta = np.zeros(3)
for it in range(25):
    S = score_obs(beta, X, y)
    g = S.sum(axis=0)
    step = np.linalg.solve(S.T @ S, g)
    beta = beta + step
    if np.abs(step).max() < 1e-8:
        break
print("iterations", it, "beta", beta.round(3), "logL", round(loglik(beta, X, y), 3))
