# expect: LBZ101 line 9
import numpy as np


def layer_step(x, U, V, c, d):
    """
    One step of a small network.
    x: (D, 1), c: (H, 1), d: (K, 1)
    U: (H, D), V: (H, K)
    """
    h = np.tanh(U @ x + c)
    return V @ h + d


D, H, K = 3, 5, 2
out = layer_step(np.random.randn(D, 1), np.random.randn(H, D), np.random.randn(K, H),
                 np.zeros((H, 1)), np.zeros((K, 1)))
