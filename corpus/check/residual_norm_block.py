# expect: clean
# verified: dx
# verified: dh
import numpy as np


def norm_forward(x, scale, shift, eps=1e-5):
    centred = x - x.mean(axis=1, keepdims=True)
    inv = 1.0 / np.sqrt((centred ** 2).mean(axis=1, keepdims=True) + eps)
    hat = centred * inv
    return scale * hat + shift, (hat, inv, scale)


def norm_backward(dy, saved):
    hat, inv, scale = saved
    dscale = (dy * hat).sum(axis=0)
    dshift = dy.sum(axis=0)
    dhat = dy * scale
    dx = dhat - dhat.mean(axis=1, keepdims=True) - hat * (dhat * hat).mean(axis=1, keepdims=True)
    dx = dx * inv
    return dx, dscale, dshift


def forward(x, p):
    h, saved = norm_forward(x, p['scale'], p['shift'])
    a = np.tanh(h @ p['W'])
    return x + a @ p['V'], (h, saved, a)


def backward(dout, kept, p):
    h, saved, a = kept
    dV = a.T @ dout
    da = (dout @ p['V'].T) * (1 - a ** 2)
    dW = h.T @ da
    dh = da @ p['W'].T
    dx, dscale, dshift = norm_backward(dh, saved)
    return dx + dout, {'W': dW, 'V': dV, 'scale': dscale, 'shift': dshift}


def start(d, h):
    r = np.random.RandomState(4)
    return {'scale': np.ones(d), 'shift': np.zeros(d), 'W': 0.2 * r.randn(d, h), 'V': 0.2 * r.randn(h, d)}


params = start(5, 8)
x = np.random.randn(20, 5)
target = x ** 2
for _ in range(100):
    out, kept = forward(x, params)
    dx, grads = backward((out - target) / len(x), kept, params)
    for key in params:
        params[key] -= 0.05 * grads[key]
