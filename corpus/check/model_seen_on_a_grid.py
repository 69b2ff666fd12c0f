# expect: clean
# verified: grad
import numpy as np
import matplotlib.pyplot as plt
from scipy.optimize import minimize


def features(a, b):
    return np.stack([np.ones_like(a)] + [a ** (i - j) * b ** j for i in range(1, 5) for j in range(i + 1)], axis=1)


def cost(theta, X, y, lam):
    h = 1 / (1 + np.exp(-X @ theta))
    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)) + lam / (2 * len(y)) * np.sum(theta[1:] ** 2)


def gradient(theta, X, y, lam):
    h = 1 / (1 + np.exp(-X @ theta))
    grad = X.T @ (h - y) / len(y)
    grad[1:] = grad[1:] + lam / len(y) * theta[1:]
    return grad


def show(theta):
    u = np.linspace(-1, 1, 60)
    z = np.zeros((60, 60))
    for i in range(len(u)):
        for j in range(len(u)):
            z[i, j] = features(np.array([u[i]]), np.array([u[j]])).dot(theta)[0]
    plt.contour(u, u, z.T, [0])


data = np.random.RandomState(1).rand(40, 3)
X, y = features(data[:, 0], data[:, 1]), (data[:, 2] > 0.5).astype(float)
found = minimize(cost, np.zeros(X.shape[1]), args=(X, y, 1.0), jac=gradient)
show(found.x)
plt.show()
