import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def cost(theta, X, y):
    """Regularised logistic regression. theta: (n,), X: (m, n), y: (m,)"""
    m = y.shape[0]
    h = sigmoid(X @ theta)
    reg = 0.1
    J = -(y @ np.log(h) + (1 - y) @ np.log(1 - h)) / m + reg / (2 * m) * np.sum(theta ** 2)
    grad = X.T @ (h - y) / m + reg / m * theta  #!! grad = X.T @ (h - y) / m + reg / (2 * m) * theta
    return J, grad


rng = np.random.default_rng(1)
m, n = 50, 3
X = rng.normal(size=(m, n))
y = (rng.random(m) > 0.5).astype(float)
theta = np.zeros(n)
for i in range(100):
    J, g = cost(theta, X, y)
    theta = theta - 0.5 * g
