# expect: clean
# verified: g
import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize


def evidence(logs, X, t):
    width, gain, noise = np.exp(logs)
    n = X.shape[0]
    d = ((X[:, None] - X[None]) ** 2).sum(-1)
    S = gain * np.exp(-d / (2 * width ** 2))
    C = S + noise * np.eye(n)
    factor = cho_factor(C, lower=True)
    a = cho_solve(factor, t)
    value = 0.5 * t @ a + np.log(np.diag(factor[0])).sum()

    inverse = cho_solve(factor, np.eye(n))
    M = inverse - np.outer(a, a)
    dC_width = S * d / width ** 2
    dC_gain = S
    dC_noise = noise * np.eye(n)
    g = 0.5 * np.array([np.sum(M * dC) for dC in [dC_width, dC_gain, dC_noise]])
    return value, g


rng = np.random.RandomState(1)
X = rng.randn(8, 2)
t = np.cos(X[:, 0])
found = minimize(evidence, np.zeros(3), args=(X, t), jac=True)
print(found.x)
