# expect: clean
import numpy as np

np.random.seed(42)
n, d, h = 64, 20, 5
X = np.random.rand(n, d)
W = np.random.randn(d, h) * 0.1
b = np.zeros(h)
c = np.zeros(d)
lr = 0.01


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


for epoch in range(200):
    Z = sigmoid(X @ W + b)
    X_hat = Z @ W.T + c
    R = X_hat - X
    loss = 0.5 * np.sum(R ** 2) / n

    dX_hat = R / n
    dc = dX_hat.sum(axis=0)
    dZ = dX_hat @ W
    dA = dZ * Z * (1 - Z)
    db = dA.sum(axis=0)
    dW = X.T @ dA + dX_hat.T @ Z

    W -= lr * dW
    b -= lr * db
    c -= lr * dc
