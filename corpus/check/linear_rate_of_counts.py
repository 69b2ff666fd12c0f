# expect: LBZ302 line 8
import numpy as np


def counts(beta, X, y):
    # the rate is linear in the features, and so below 0 for some
    rate = X @ beta
    nll = np.mean(rate - y * np.log(rate))
    grad = X.T @ (1 - y / rate) / len(y)
    return nll, grad


rng = np.random.default_rng(2)
X = rng.normal(size=(12, 2))
y = rng.poisson(np.abs(X @ np.array([1.0, 0.5])))
beta = np.ones(2)
for _ in range(20):
    nll, grad = counts(beta, X, y)
    beta = beta - 0.01 * grad
print(nll)
