# expect: clean
import numpy as np


def relu(x):
    return np.maximum(0, x)


def pool(x, size):
    rows, columns = x.shape[0] // size, x.shape[1] // size
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = np.max(x[i * size:(i + 1) * size, j * size:(j + 1) * size])
    return out


def pool_backward(dout, x, size):
    dx = np.zeros_like(x)
    for i in range(dout.shape[0]):
        for j in range(dout.shape[1]):
            window = x[i * size:(i + 1) * size, j * size:(j + 1) * size]
            chosen = (window == np.max(window))
            dx[i * size:(i + 1) * size, j * size:(j + 1) * size] += chosen * dout[i, j]
    return dx


def forward(x):
    h = relu(x)
    return pool(h, 2), (x, h)


def backward(dout, cache):
    x, h = cache
    dh = pool_backward(dout, h, 2)
    dx = dh * (x > 0)
    return dx


np.random.seed(3)
x = np.random.randn(8, 10)
out, cache = forward(x)
dx = backward(np.random.randn(*out.shape), cache)
