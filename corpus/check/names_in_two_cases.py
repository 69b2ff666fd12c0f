# expect: clean
# What is returned as `da` is by the anchors, not by the weights A.
import numpy as np


def triple(anchor, pos, neg):
    p = anchor - pos
    n = anchor - neg
    loss = np.sum(p ** 2) - np.sum(n ** 2)
    d_anchor = 2 * (p - n)
    d_pos = -2 * p
    d_neg = 2 * n
    return loss, d_anchor, d_pos, d_neg


class Map:
    def __init__(self, rng):
        self.A = rng.normal(size=(5, 3))

    def __call__(self, X):
        return np.tanh(X @ self.A)


rng = np.random.default_rng(0)
m = Map(rng)
X = rng.normal(size=(12, 5))
ea, ep, en = m(X[:4]), m(X[4:8]), m(X[8:])
loss, da, dp, dn = triple(ea, ep, en)
print(loss, da.shape, dp.shape, dn.shape)
