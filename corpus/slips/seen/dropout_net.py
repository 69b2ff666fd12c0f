import numpy as np


def forward(x, W1, W2, p, mask):
    """x: (N, D), W1: (D, H), W2: (H, M), mask: (N, H)"""
    h = np.maximum(0, x @ W1)
    hd = h * mask / (1 - p)
    out = hd @ W2
    return out, (x, h, hd, mask, p, W1, W2)


def backward(dout, cache):
    x, h, hd, mask, p, W1, W2 = cache
    dW2 = hd.T @ dout  #!! dW2 = h.T @ dout
    dhd = dout @ W2.T
    dh = dhd * mask / (1 - p)  #!! dh = dhd * mask
    dh[h <= 0] = 0  #!! dh[hd <= 0.5] = 0
    dW1 = x.T @ dh
    dx = dh @ W1.T
    return dx, dW1, dW2


p = 0.3
N, D, H, M = 5, 4, 6, 2
x = np.random.randn(N, D)
W1 = np.random.randn(D, H)
W2 = np.random.randn(H, M)
mask = (np.random.rand(N, H) < 1 - p).astype(np.float64)
out, cache = forward(x, W1, W2, p, mask)
y = np.random.randn(N, M)
loss = np.sum((out - y) ** 2) / N
dout = 2 * (out - y) / N  #!! dout = (out - y) / N
dx, dW1, dW2 = backward(dout, cache)
