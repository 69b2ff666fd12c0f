# expect: clean
# verified: dx, dWx, dWh, db, dh0
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_forward(x, h0, Wx, Wh, b):
    """
    Inputs:
    - x: Input data of shape (N, T, D)
    - h0: Initial hidden state of shape (N, H)
    - Wx: Weights for input-to-hidden connections, of shape (D, 4H)
    - Wh: Weights for hidden-to-hidden connections, of shape (H, 4H)
    - b: Biases of shape (4H,)

    Returns a tuple of:
    - hs: Hidden states for all timesteps, of shape (N, T, H)
    - caches: list of T tuples
    """
    N, T, D = x.shape
    H = h0.shape[1]
    hs = np.zeros((N, T, H))
    h, c = h0, np.zeros((N, H))
    caches = []
    for t in range(T):
        a = x[:, t].dot(Wx) + h.dot(Wh) + b      # (N, 4H)
        i, f, o = np.split(sigmoid(a[:, :3 * H]), 3, axis=1)   # each (N, H)
        g = np.tanh(a[:, 3 * H:])                # (N, H)
        c_next = f * c + i * g
        tc = np.tanh(c_next)
        caches.append((x[:, t], h, c, i, f, o, g, tc))
        h, c = o * tc, c_next
        hs[:, t] = h
    return hs, caches


def lstm_backward(dhs, caches, Wx, Wh):
    N, T, H = dhs.shape
    D = Wx.shape[0]
    dx = np.zeros((N, T, D))
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros(4 * H)
    dh, dc = np.zeros((N, H)), np.zeros((N, H))
    for t in reversed(range(T)):
        xt, hp, cp, i, f, o, g, tc = caches[t]
        dh = dh + dhs[:, t]                      # (N, H)
        dc = dc + dh * o * (1 - tc ** 2)         # (N, H)
        da = np.hstack([dc * g * i * (1 - i),
                        dc * cp * f * (1 - f),
                        dh * tc * o * (1 - o),
                        dc * i * (1 - g ** 2)])  # (N, 4H)
        dx[:, t] = da.dot(Wx.T)
        dWx += xt.T.dot(da)                      # (D, 4H)
        dWh += hp.T.dot(da)                      # (H, 4H)
        db += da.sum(axis=0)
        dh = da.dot(Wh.T)
        dc = dc * f
    return dx, dh, dWx, dWh, db


np.random.seed(0)
N, D, T, H = 3, 5, 6, 4
x = np.random.randn(N, T, D)
h0 = np.random.randn(N, H)
Wx = np.random.randn(D, 4 * H) * .3
Wh = np.random.randn(H, 4 * H) * .3
b = np.random.randn(4 * H) * .1
hs, caches = lstm_forward(x, h0, Wx, Wh, b)
dhs = np.random.randn(*hs.shape)
dx, dh0, dWx, dWh, db = lstm_backward(dhs, caches, Wx, Wh)
print(np.linalg.norm(dWx), np.linalg.norm(dWh), np.linalg.norm(db))
