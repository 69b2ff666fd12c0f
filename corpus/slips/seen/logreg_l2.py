import numpy as np

np.random.seed(42)
m, n = 20, 3
X = np.random.randn(m, n)
y = (np.random.rand(m) > 0.5).astype(float)
lambda_ = 0.1


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost_function(theta, b, X, y, lambda_):
    m = len(y)
    h = sigmoid(X @ theta + b)
    cost = -(y @ np.log(h) + (1 - y) @ np.log(1 - h)) / m
    return cost + lambda_ / (2 * m) * np.sum(theta ** 2)


def gradient(theta, b, X, y, lambda_):
    m = len(y)
    h = sigmoid(X @ theta + b)
    err = h - y
    dtheta = X.T @ err / m + lambda_ / m * theta  #!! dtheta = X.T @ err / m + lambda_ * theta
    db = np.mean(err)  #!! db = np.sum(err)
    return dtheta, db


theta = np.zeros(n)
b = 0.0
for it in range(200):
    J = cost_function(theta, b, X, y, lambda_)
    dtheta, db = gradient(theta, b, X, y, lambda_)
    theta = theta - 0.1 * dtheta  #!! theta = theta + 0.1 * dtheta
    b = b - 0.1 * db
