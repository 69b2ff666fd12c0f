import numpy as np


def dropout_forward(x, p, seed=0):
    """x: (N, D); p: keep probability"""
    rng = np.random.RandomState(seed)
    mask = (rng.rand(*x.shape) < p) / p
    return x * mask, mask


def dropout_backward(dout, mask):
    dx = dout * mask  #!! dx = dout
    return dx


def max_pool_forward(x):
    """x: (N, C, H, W), 2x2 windows"""
    N, C, H, W = x.shape
    x_r = x.reshape(N, C, H // 2, 2, W // 2, 2)
    out = x_r.max(axis=3).max(axis=4)
    return out, (x, x_r, out)


def max_pool_backward(dout, cache):
    x, x_r, out = cache
    mask = x_r == out[:, :, :, None, :, None]
    dx_r = mask * dout[:, :, :, None, :, None]
    return dx_r.reshape(x.shape)
