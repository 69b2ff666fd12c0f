# expect: LBZ202 line 29
import numpy as np


def filter_forward(x, w, b):
    N, T = x.shape
    F, K = w.shape
    out = np.zeros((N, F, T - K + 1))
    for n in range(N):
        for f in range(F):
            for t in range(T - K + 1):
                out[n, f, t] = np.sum(x[n, t:t + K] * w[f]) + b[f]
    return out, (x, w, b)


def rectify_backward(dout, out):
    return dout * (out > 0)


def filter_backward(dout, cache):
    x, w, b = cache
    N, F, L = dout.shape
    K = w.shape[1]
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            # all rows at once, and once for each row
            db[f] += np.sum(dout[:, f])
            for t in range(L):
                dw[f] += x[n, t:t + K] * dout[n, f, t]
                dx[n, t:t + K] += w[f] * dout[n, f, t]
    return dx, dw, db


rng = np.random.default_rng(5)
x, w, b = rng.normal(size=(3, 6)), rng.normal(size=(2, 3)), rng.normal(size=2)
pre, cache = filter_forward(x, w, b)
out = np.maximum(pre, 0)
dout = rng.normal(size=out.shape)
dpre = rectify_backward(dout, pre)
dx, dw, db = filter_backward(dpre, cache)
