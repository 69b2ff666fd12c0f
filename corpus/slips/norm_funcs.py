import numpy as np


def rms_norm(x, g, eps=1e-6):
    """x: (B, D), g: (D,)"""
    ms = np.mean(x ** 2, axis=-1, keepdims=True)
    r = 1.0 / np.sqrt(ms + eps)
    return x * r * g


def rms_norm_backward(dout, x, g, eps=1e-6):
    D = x.shape[-1]
    ms = np.mean(x ** 2, axis=-1, keepdims=True)
    r = 1.0 / np.sqrt(ms + eps)
    dg = np.sum(dout * x * r, axis=0)  #!! dg = np.sum(dout * x, axis=0)
    dxn = dout * g
    dx = r * dxn - x * r ** 3 * np.sum(dxn * x, axis=-1, keepdims=True) / D  #!! dx = r * dxn - x * r ** 2 * np.sum(dxn * x, axis=-1, keepdims=True) / D
    return dx, dg


def l2_normalize(x):
    n = np.sqrt(np.sum(x * x, axis=1, keepdims=True))
    return x / n


def l2_normalize_backward(dout, x):
    n = np.sqrt(np.sum(x * x, axis=1, keepdims=True))
    y = x / n
    dx = (dout - y * np.sum(dout * y, axis=1, keepdims=True)) / n  #!! dx = (dout - y * np.sum(dout * y, axis=0, keepdims=True)) / n
    return dx


x = np.random.randn(3, 4)
g = np.random.rand(4) + 0.5
out = rms_norm(x, g)
dout = np.random.randn(3, 4)
dx, dg = rms_norm_backward(dout, x, g)
