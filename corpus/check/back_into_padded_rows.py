# verified: dW, dA_prev
import numpy as np


def border(X, k):
    return np.pad(X, ((0, 0), (k, k), (0, 0)), 'constant', constant_values=0)


def slide(A_prev, W, k):
    rows, length, deep = A_prev.shape
    width, _, out = W.shape
    wide = border(A_prev, k)
    steps = length + 2 * k - width + 1
    Z = np.zeros((rows, steps, out))
    for r in range(rows):
        for s in range(steps):
            for c in range(out):
                Z[r, s, c] = np.sum(wide[r, s:s + width] * W[:, :, c])
    return Z, (A_prev, W, k)


def slide_backward(dZ, cache):
    A_prev, W, k = cache
    width = W.shape[0]
    rows, steps, out = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    wide = border(A_prev, k)
    d_wide = border(dA_prev, k)
    for r in range(rows):
        part = d_wide[r]
        for s in range(steps):
            for c in range(out):
                part[s:s + width] += W[:, :, c] * dZ[r, s, c]
                dW[:, :, c] += wide[r, s:s + width] * dZ[r, s, c]
        dA_prev[r] = part[k:-k]
    return dA_prev, dW


X = np.random.randn(2, 5, 2)
W = np.random.randn(3, 2, 2)
Z, cache = slide(X, W, 1)
dX, dW = slide_backward(np.random.randn(*Z.shape), cache)
print(dX.shape, dW.shape)
