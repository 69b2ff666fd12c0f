# expect: LBZ201 line 16
import numpy as np

np.random.seed(5)
X = np.random.randn(40, 3)
y = X @ np.array([1.0, 0.0, -2.0]) + 0.1 * np.random.randn(40)


def cost(w, b):
    r = X @ w + b - y
    return np.mean(np.log(np.cosh(r))) + 0.01 * np.sum(w ** 2)


def grad(w, b):
    t = np.tanh(X @ w + b - y)
    return X.T @ t / len(y) + 0.01 * w, np.mean(t)


w, b = np.zeros(3), 0.0
vw, vb = np.zeros(3), 0.0
for k in range(100):
    gw, gb = grad(w, b)
    vw = 0.9 * vw + gw
    vb = 0.9 * vb + gb
    w = w - 0.05 * vw
    b = b - 0.05 * vb
    if k % 20 == 0:
        print(k, cost(w, b))
