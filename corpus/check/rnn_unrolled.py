# expect: clean
# verified: dh0
import numpy as np

def rnn_forward(x, h0, Wx, Wh, b):
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    prev = h0
    for t in range(T):
        prev = np.tanh(x[:, t] @ Wx + prev @ Wh + b)
        h[:, t] = prev
    cache = (x, h0, Wx, Wh, h)
    return h, cache


def rnn_backward(dh, cache):
    x, h0, Wx, Wh, h = cache
    N, T, D = x.shape
    dx = np.zeros_like(x)
    dWx = np.zeros_like(Wx)
    dWh = np.zeros_like(Wh)
    db = np.zeros(h.shape[2])
    dprev = np.zeros_like(h0)
    for t in reversed(range(T)):
        da = (dh[:, t] + dprev) * (1 - h[:, t] ** 2)
        before = h[:, t - 1] if t > 0 else h0
        dx[:, t] = da @ Wx.T
        dWx += x[:, t].T @ da
        dWh += before.T @ da
        db += da.sum(axis=0)
        dprev = da @ Wh.T
    dh0 = dprev
    return dx, dh0, dWx, dWh, db

rng = np.random.RandomState(0)
x = rng.randn(4, 5, 3)
h0 = np.zeros((4, 6))
Wx, Wh, b = rng.randn(3, 6), rng.randn(6, 6), np.zeros(6)
h, cache = rnn_forward(x, h0, Wx, Wh, b)
loss = 0.5 * np.sum(h ** 2)
dh = h
dx, dh0, dWx, dWh, db = rnn_backward(dh, cache)
