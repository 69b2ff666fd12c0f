import numpy as np

EPS = 1e-5


def layernorm(x, g, b):
    # x: (N, D)  g: (D,)  b: (D,)
    mean = np.mean(x, axis=-1, keepdims=True)
    var = np.var(x, axis=-1, keepdims=True)
    inv = 1.0 / np.sqrt(var + EPS)
    xn = (x - mean) * inv
    y = g * xn + b
    return y, (xn, inv, g)


def layernorm_grad(dy, cache):
    xn, inv, g = cache
    dg = np.sum(dy * xn, axis=0)
    db = np.sum(dy, axis=0)
    dxn = dy * g
    dx = inv * (dxn - np.mean(dxn, axis=-1, keepdims=True) - xn * np.mean(dxn * xn, axis=-1, keepdims=True))  #!! dx = inv * (dxn - xn * np.mean(dxn * xn, axis=-1, keepdims=True))
    return dx, dg, db


x = np.random.randn(6, 5)
g = np.ones(5)
b = np.zeros(5)
y, cache = layernorm(x, g, b)
dy = np.random.randn(*y.shape)
dx, dg, db = layernorm_grad(dy, cache)
