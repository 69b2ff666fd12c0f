# expect: LBZ201 line 13
import numpy as np
from scipy.optimize import minimize


def nll(beta, X, y):
    eta = np.dot(X, beta)
    return np.sum(np.exp(eta) - y * eta)


def nll_grad(beta, X, y):
    eta = np.dot(X, beta)
    return np.dot(X.T, eta - y)


X = np.random.randn(100, 3)
y = np.random.rand(100)
beta0 = np.random.randn(3)
f = nll(beta0, X, y)
g = nll_grad(beta0, X, y)
