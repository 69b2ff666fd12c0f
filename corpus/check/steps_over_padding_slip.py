# expect: LBZ201 line 18
# A mask is kept for the way back as it went forward: numbers that something was computed of start nothing.
import numpy as np


def step_forward(x, prev_h, m, Wx, Wh):
    """One step; where m is 0 (padding) the state is carried over."""
    h = np.tanh(x.dot(Wx) + prev_h.dot(Wh))
    next_h = m * h + (1 - m) * prev_h
    return next_h, (x, prev_h, m, Wx, Wh, h)


def step_backward(dnext_h, cache):
    x, prev_h, m, Wx, Wh, h = cache
    dh = m * dnext_h
    da = dh * (1 - h ** 2)
    dx = da.dot(Wx.T)
    dprev_h = da.dot(Wh.T) + dnext_h
    return dx, dprev_h, x.T.dot(da), prev_h.T.dot(da)


def forward(x, mask, h0, Wx, Wh):
    caches, h = [], h0
    for t in range(x.shape[1]):
        h, cache = step_forward(x[:, t, :], h, mask[:, t:t + 1], Wx, Wh)
        caches.append(cache)
    return h, caches


def backward(dh, caches):
    dWx, dWh = np.zeros_like(caches[0][3]), np.zeros_like(caches[0][4])
    for cache in reversed(caches):
        dx, dh, dWx_t, dWh_t = step_backward(dh, cache)
        dWx += dWx_t
        dWh += dWh_t
    return dWx, dWh


N, T, D, H = 3, 4, 5, 2
x = np.random.randn(N, T, D)
lengths = np.array([4, 2, 3])
mask = (np.arange(T)[None, :] < lengths[:, None]).astype(float)
h0 = np.random.randn(N, H)
Wx, Wh = 0.4 * np.random.randn(D, H), 0.4 * np.random.randn(H, H)
target = np.random.randn(N, H)
for epoch in range(40):
    h, caches = forward(x, mask, h0, Wx, Wh)
    loss = 0.5 * np.sum((h - target) ** 2)
    dWx, dWh = backward(h - target, caches)
    Wx -= 0.1 * dWx
    Wh -= 0.1 * dWh
    print(epoch, loss)
