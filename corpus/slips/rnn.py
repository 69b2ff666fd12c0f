import numpy as np


def rnn_forward(x, h0, Wx, Wh, b):
    """x: (N, T, D); h0: (N, H); Wx: (D, H); Wh: (H, H); b: (H,)"""
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    prev = h0
    for t in range(T):
        prev = np.tanh(x[:, t, :].dot(Wx) + prev.dot(Wh) + b)
        h[:, t, :] = prev
    return h, (x, h0, h, Wx, Wh)


def rnn_backward(dh, cache):
    """dh: (N, T, H)"""
    x, h0, h, Wx, Wh = cache
    N, T, H = dh.shape
    dx = np.zeros_like(x)
    dWx = np.zeros_like(Wx)
    dWh = np.zeros_like(Wh)
    db = np.zeros(H)
    dprev = np.zeros_like(h0)
    for t in reversed(range(T)):
        dnext = dh[:, t, :] + dprev  #!! dnext = dh[:, t, :]
        dz = dnext * (1 - h[:, t, :] ** 2)
        prev = h0 if t == 0 else h[:, t - 1, :]  #!! prev = h[:, t, :]
        dx[:, t, :] = dz.dot(Wx.T)
        dWx += x[:, t, :].T.dot(dz)
        dWh += prev.T.dot(dz)
        db += dz.sum(axis=0)
        dprev = dz.dot(Wh.T)  #!! dprev = dz.dot(Wh)
    dh0 = dprev
    return dx, dh0, dWx, dWh, db
