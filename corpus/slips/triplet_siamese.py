import numpy as np


def triplet_loss(a, p, n, margin=1.0):
    """a, p, n: (B, D)"""
    dp = np.sum((a - p) ** 2, axis=1)
    dn = np.sum((a - n) ** 2, axis=1)
    viol = np.maximum(0, dp - dn + margin)
    return np.mean(viol)


def triplet_grads(a, p, n, margin=1.0):
    B = a.shape[0]
    dist_p = np.sum((a - p) ** 2, axis=1)
    dist_n = np.sum((a - n) ** 2, axis=1)
    active = (dist_p - dist_n + margin > 0).astype(float)[:, None]
    grad_a = active * 2 * (n - p) / B  #!! grad_a = active * 2 * (p - n) / B
    grad_p = -active * 2 * (a - p) / B  #!! grad_p = -active * (a - p) / B
    grad_n = active * 2 * (a - n) / B  #!! grad_n = 2 * (a - n) / B
    return grad_a, grad_p, grad_n


a = np.random.randn(6, 3)
p = np.random.randn(6, 3)
n = np.random.randn(6, 3)
loss = triplet_loss(a, p, n)
grad_a, grad_p, grad_n = triplet_grads(a, p, n)
