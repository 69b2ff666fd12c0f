# expect: clean
import numpy as np

delta = 1.0


def huber(r):
    a = np.abs(r)
    return np.where(a <= delta, 0.5 * r ** 2, delta * (a - 0.5 * delta))


def huber_prime(r):
    return np.where(np.abs(r) <= delta, r, delta * np.sign(r))


N, D = 30, 3
X = np.random.randn(N, D)
y = np.random.randn(N)
w = np.random.randn(D)
r = X @ w - y
loss = huber(r).mean()
dw = X.T @ huber_prime(r) / N
