# expect: LBZ101 line 8
import numpy as np


def f(scores):
    """
    Returns the total, node marginals of shape (T, K)
    and edge marginals of shape (T, K, K).
    """
    T, K = scores.shape
    node = np.exp(scores)
    edge = scores[1:, :, None] * scores[:-1, None, :]
    return node.sum(), node, edge


total, node, edge = f(np.random.randn(7, 3))
