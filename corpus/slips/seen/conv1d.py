import numpy as np


def conv1d_forward(x, w, b):
    """x: (N, L), w: (K,), b: scalar."""
    N, L = x.shape
    K = w.shape[0]
    out = np.zeros((N, L - K + 1))
    for i in range(L - K + 1):
        out[:, i] = x[:, i:i + K] @ w + b
    return out


def conv1d_backward(dout, x, w):
    N, L = x.shape
    K = w.shape[0]
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    for i in range(L - K + 1):  #!! for i in range(L - K):
        dx[:, i:i + K] += np.outer(dout[:, i], w)  #!! dx[:, i:i + K] = np.outer(dout[:, i], w)
        dw += x[:, i:i + K].T @ dout[:, i]
    db = dout.sum()
    return dx, dw, db


N, L, K = 3, 8, 3
x = np.random.randn(N, L)
w = np.random.randn(K)
b = 0.1
out = conv1d_forward(x, w, b)
t = np.random.randn(N, L - K + 1)
loss = 0.5 * np.sum((out - t) ** 2)
dout = out - t
dx, dw, db = conv1d_backward(dout, x, w)
