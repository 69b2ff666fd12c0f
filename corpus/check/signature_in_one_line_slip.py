# expect: LBZ101 line 19
# expect: LBZ101 line 12
import numpy as np


def distances(A, B):
    """A (p, q), B (r, q) -> (p, r)"""
    return ((A[:, None] - B[None]) ** 2).sum(-1)


def mixed(weights, values):
    # weights: (t, s), values: (s, v) -> mixed: (s, v)
    return weights @ values


def scores(A, B):
    """Negative distances.

    A of shape (p, q), B of shape (r, q) -> scores of shape (p, q)
    """
    return -distances(A, B)


A = np.random.randn(6, 3)
B = np.random.randn(4, 3)
d = distances(A, B)
m = mixed(d, B)
s = scores(A, B)
