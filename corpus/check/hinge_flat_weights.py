# expect: clean
# verified: grad
import numpy as np


def hinge(theta, X, Y, c):
    n = X.shape[0]
    W = theta.reshape(Y.shape[1], X.shape[1])
    slack = np.maximum(0, 1 - Y * (X @ W.T))
    loss = c * np.sum(slack ** 2) / n + 0.5 * np.sum(W ** 2)
    grad = W - 2 * c / n * (slack * Y).T @ X
    return loss, grad.flatten()


def fit(X, Y, rate=0.01):
    theta = np.zeros(X.shape[1] * Y.shape[1])
    speed = np.zeros_like(theta)
    for _ in range(30):
        loss, grad = hinge(theta, X, Y, 1.0)
        speed = 0.8 * speed - rate * grad
        theta = theta + speed
    return theta


X = np.random.randn(20, 3)
Y = np.sign(np.random.randn(20, 2))
print(fit(X, Y))
