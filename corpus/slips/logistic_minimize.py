import numpy as np
from scipy.optimize import minimize

X = np.random.randn(40, 3)
y = np.sign(np.random.randn(40))
C = 1.0


def fun(w):
    m = y * (X @ w)
    return 0.5 * w @ w + C * np.sum(np.log1p(np.exp(-m)))


def jac(w):
    m = y * (X @ w)
    return w - C * X.T @ (y / (1 + np.exp(m)))  #!! return w - C * X.T @ (y / (1 + np.exp(-m)))


res = minimize(fun, np.zeros(3), jac=jac)
