# expect: LBZ101 line 10
import numpy as np


def back(x, z, h, y, V, W):
    """Back from a reconstruction through one hidden layer."""
    dy = (y - x) / len(x)                 # (N, D)
    dV = h.T @ dy                         # (H, D)
    dh = (dy @ V.T) * (1 - h ** 2)        # (N, H)
    dW = z.T @ dh                         # (H, Z)
    dz = dh @ W.T                         # (N, Z)
    dm = dz + z / len(x)                  # (N, Z)
    return dV, dW, dm


rng = np.random.RandomState(0)
x, z = rng.randn(20, 9), rng.randn(20, 2)
W, V = rng.randn(2, 6), rng.randn(6, 9)
h = np.tanh(z @ W)
back(x, z, h, h @ V, V, W)
