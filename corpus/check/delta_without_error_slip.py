# expect: LBZ201 line 20
import numpy as np


def squash(x, slope=False):
    if slope:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


rows = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 1], [0, 0, 1]])
wanted = np.array([[1], [1], [0], [0]])
w0, w1 = np.random.randn(3, 5), np.random.randn(5, 1)
for step in range(40000):
    mid = squash(np.dot(rows, w0))
    top = squash(np.dot(mid, w1))
    miss = wanted - top
    loss = 0.5 * np.sum(miss ** 2)

    top_delta = squash(top, slope=True)
    mid_delta = top_delta.dot(w1.T) * squash(mid, slope=True)
    w1 += mid.T.dot(top_delta)
    w0 += rows.T.dot(mid_delta)
