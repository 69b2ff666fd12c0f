# expect: clean
# The data are in a file; the strength of the penalty stands in the call of the search.
import numpy as np
from scipy.optimize import minimize


def logistic(z):
    return 1.0 / (1.0 + np.exp(-z))


def cost(theta, X, y, penal):
    m = len(y)
    h = logistic(X.dot(theta))
    J = (-y.dot(np.log(h)) - (1 - y).dot(np.log(1 - h))) / m
    J += penal / (2.0 * m) * np.sum(theta[1:] ** 2)
    return J


def slope(theta, X, y, penal):
    m = len(y)
    h = logistic(X.dot(theta))
    g = X.T.dot(h - y) / m
    # the first one is free
    g[1:] = g[1:] + penal / m * theta[1:]
    return g


if __name__ == '__main__':
    table = np.loadtxt('scores.csv', delimiter=',')
    X = np.column_stack([np.ones(len(table)), table[:, :2]])
    res = minimize(cost, np.zeros(3), args=(X, table[:, 2], 0.5), method='BFGS', jac=slope)
    print(res.fun)
