# expect: clean
# verified: dW
import numpy as np


def shorter(g, most):
    length = np.sqrt(np.sum(g ** 2))
    if length > most:
        g = g * (most / length)
    return g


rng = np.random.default_rng(1)
X = rng.normal(size=(15, 3))
t = rng.normal(size=(15, 2))
W = np.zeros((3, 2))
for _ in range(60):
    off = X @ W - t
    loss = np.sum(off ** 2)
    dW = 2 * X.T @ off
    W -= 0.1 * shorter(dW, 1.0)
print(loss)
