# expect: LBZ101 line 31
import numpy as np


def poly_features(x, degree):
    """
    :param x: input values, np.array of shape (m,)
    :param degree: highest power n
    :return: design matrix with a column of ones, np.array of shape (m, n + 1)
    """
    return np.vstack([x ** k for k in range(degree + 1)]).T


def compute_cost(X, y, theta, lam):
    """
    :param X: shape (m, n + 1)
    :param y: shape (m, 1)
    :param theta: shape (n + 1, 1)
    :return: regularised mean squared error
    """
    m = y.shape[0]
    err = X.dot(theta) - y
    return (err ** 2).sum() / (2 * m) + lam * (theta[1:] ** 2).sum() / (2 * m)


def compute_gradient(X, y, theta, lam):
    """
    :param X: shape (m, n + 1)
    :param y: shape (m, 1)
    :param theta: shape (n + 1, 1)
    :return: gradient, shape (1, n + 1)
    """
    m = y.shape[0]
    err = X.dot(theta) - y
    grad = X.T.dot(err) / m
    grad[1:] += lam / m * theta[1:]
    return grad


def gradient_descent(X, y, theta, alpha, lam, num_iters):
    J_history = []
    for i in range(num_iters):
        theta = theta - alpha * compute_gradient(X, y, theta, lam)
        J_history.append(compute_cost(X, y, theta, lam))
    return theta, J_history


np.random.seed(0)
degree = 3
x = np.random.uniform(-1, 1, 30)
y = (1 - 2 * x + 3 * x ** 3 + 0.1 * np.random.randn(30)).reshape(-1, 1)
X = poly_features(x, degree)
theta = np.zeros((degree + 1, 1))
theta, J_history = gradient_descent(X, y, theta, 0.5, 0.1, 400)
print('theta:', theta.ravel())
print('cost:', J_history[0], '->', J_history[-1])
