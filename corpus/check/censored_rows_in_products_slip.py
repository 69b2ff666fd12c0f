# expect: LBZ201 line 19
import numpy as np
from scipy.stats import norm


def nll(beta, X, y, s):
    low = y <= 0
    z = (y - X @ beta) / s
    parts = np.empty_like(y)
    parts[low] = norm.logcdf(z[low])
    parts[~low] = norm.logpdf(z[~low]) - np.log(s)
    return -np.sum(parts)


def nll_grad(beta, X, y, s):
    low = y <= 0
    z = (y - X @ beta) / s
    mills = np.exp(norm.logpdf(z[low]) - norm.logcdf(z[low]))
    return (X[low].T @ mills + X[~low].T @ z[~low]) / s


rng = np.random.default_rng(6)
X = rng.normal(size=(80, 3))
y = np.maximum(X @ np.array([1.0, -0.5, 0.3]) + rng.normal(size=80), 0.0)
beta = np.zeros(3)
for _ in range(50):
    beta = beta - 0.01 * nll_grad(beta, X, y, 1.1)
print(nll(beta, X, y, 1.1))
