import numpy as np
from scipy.optimize import minimize


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(theta, X, y, lam):
    m = X.shape[0]
    h = sigmoid(X.dot(theta))
    reg = lam / (2 * m) * np.sum(theta[1:] ** 2)
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)) + reg


def grad(theta, X, y, lam):
    m = X.shape[0]
    h = sigmoid(X.dot(theta))
    g = X.T.dot(h - y) / m  #!! g = X.T.dot(y - h) / m
    g[1:] += lam / m * theta[1:]  #!! g += lam / m * theta
    return g


m = 30
X = np.hstack([np.ones((m, 1)), np.random.randn(m, 2)])
y = (np.random.rand(m) < 0.5).astype(float)
res = minimize(cost, np.zeros(3), args=(X, y, 1.0), jac=grad, method="BFGS")
