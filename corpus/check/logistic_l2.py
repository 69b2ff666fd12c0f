# expect: clean
# verified: grad
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


m, n = 40, 5
X = np.random.rand(m, n)
y = np.random.randint(0, 2, size=m)
theta = np.zeros(n)
lam = 0.1
h = sigmoid(X.dot(theta))
J = -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)) + lam / (2 * m) * np.sum(theta**2)
grad = X.T.dot(h - y) / m + lam / m * theta
theta = theta - 0.5 * grad
