import numpy as np


def triplet_loss(a, p, n, margin=1.0):
    """a, p, n: (N, D)"""
    dp = np.sum((a - p) ** 2, axis=1)
    dn = np.sum((a - n) ** 2, axis=1)
    v = dp - dn + margin
    loss = np.sum(np.maximum(v, 0))
    active = (v > 0)[:, None]
    grad_a = 2 * (n - p) * active  #!! grad_a = 2 * (p - n) * active
    grad_p = 2 * (p - a) * active
    grad_n = 2 * (a - n) * active  #!! grad_n = 2 * (a - n)
    return loss, grad_a, grad_p, grad_n
