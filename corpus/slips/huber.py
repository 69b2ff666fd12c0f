import numpy as np


def huber(r, delta=1.0):
    """Mean Huber loss of residuals r: (n,)"""
    a = np.abs(r)
    return np.mean(np.where(a <= delta, 0.5 * r ** 2, delta * (a - 0.5 * delta)))


def huber_grad(r, delta=1.0):
    a = np.abs(r)
    return np.where(a <= delta, r, delta * np.sign(r)) / r.size  #!! return np.where(a <= delta, r, delta) / r.size


r = np.random.randn(40) * 2
g = huber_grad(r)
