# expect: LBZ201 line 38
# Loops over many samples, with as many parameters as a shortened loop has rounds.
import numpy as np
from scipy.optimize import minimize

np.random.seed(3)
n = 250
p = 3
X = np.ones((n, p))
for j in range(1, p):
    X[:, j] = np.random.normal(0, 0.5, n)
y = np.random.poisson(np.exp(X @ np.array([0.5, 0.3, -0.4])))


def deviance(par, y, X):
    b = par[0:p]
    spread = np.exp(par[p])
    mu = np.exp(X @ b)
    total = 0.0
    for i in range(len(y)):
        total = total + (y[i] - mu[i]) ** 2 / spread
        total = total + par[p]
    return total


def slopes(par, y, X):
    b = par[0:p]
    spread = np.exp(par[p])
    mu = np.exp(X @ b)
    g = np.zeros(p + 1)
    for i in range(len(y)):
        r = y[i] - mu[i]
        for j in range(p):
            g[j] = g[j] - 2 * r * mu[i] * X[i, j] / spread
        g[p] = g[p] + 1 - r ** 2 / spread
    # the last one is by the logarithm of the spread
    for j in range(p):
        g[j] = g[j] * 2
    return g


fit = minimize(deviance, np.zeros(p + 1), args=(y, X), jac=slopes, method="L-BFGS-B")
print(fit.x)
