# expect: LBZ101 line 11
import numpy as np


def block(x, weights):
    """
    Two layers with a residual.

    x: (batch, width)
    weights: dict with
        U: (inner, width)
        V: (inner, width)
    """
    h = np.tanh(x @ weights['U'])
    return x + h @ weights['V'], h


def block_grads(dout, x, h, weights):
    grads = {}
    grads['V'] = h.T @ dout
    dh = (dout @ weights['V'].T) * (1 - h ** 2)
    grads['U'] = x.T @ dh
    return grads


weights = {'U': 0.1 * np.random.randn(6, 10), 'V': 0.1 * np.random.randn(10, 6)}
x = np.random.randn(20, 6)
target = np.sin(x)
for _ in range(50):
    out, h = block(x, weights)
    loss = 0.5 * np.sum((out - target) ** 2) / len(x)
    grads = block_grads((out - target) / len(x), x, h, weights)
    for key in weights:
        weights[key] -= 0.1 * grads[key]
