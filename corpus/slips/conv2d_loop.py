import numpy as np


def conv_forward(x, w):
    """x: (H, W) image, w: (K, K) kernel, valid convolution."""
    H, W = x.shape
    K = w.shape[0]
    out = np.zeros((H - K + 1, W - K + 1))
    for i in range(H - K + 1):
        for j in range(W - K + 1):
            out[i, j] = np.sum(x[i:i + K, j:j + K] * w)
    return out


def conv_backward(dout, x, w):
    K = w.shape[0]
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    for i in range(dout.shape[0]):
        for j in range(dout.shape[1]):
            dw += dout[i, j] * x[i:i + K, j:j + K]  #!! dw += dout[j, i] * x[i:i + K, j:j + K]
            dx[i:i + K, j:j + K] += dout[i, j] * w  #!! dx[i:i + K, j:j + K] += dout[i, j] * w.T
    return dx, dw


x = np.random.randn(5, 5)
w = np.random.randn(2, 2)
out = conv_forward(x, w)
loss = 0.5 * np.sum(out ** 2)
dout = out
dx, dw = conv_backward(dout, x, w)
