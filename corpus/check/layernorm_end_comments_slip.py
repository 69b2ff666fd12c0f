# expect: LBZ201 line 18
import numpy as np


class Normalize:
    def __init__(self, width, eps=1e-5):
        self.eps = eps
        self.gain = np.ones(width)
        self.shift = np.zeros(width)

    def forward(self, X):
        center = np.mean(X, axis=-1, keepdims=True)  # (B, T, 1)
        spread = np.var(X, axis=-1, keepdims=True)  # (B, T, 1)
        self.unit = (X - center) / np.sqrt(spread + self.eps)
        return self.gain * self.unit + self.shift  # (B, T, C)

    def backward(self, dout):
        self.dgain = np.sum(dout, axis=(0, 1))
        self.dshift = np.sum(dout, axis=(0, 1))


class Lookup:
    def __init__(self, words, width):
        self.table = np.random.randn(words, width)

    def forward(self, ids):
        self.ids = ids  # (B, T)
        found = self.table[ids]  # (B, T, width)
        return found

    def backward(self, dout):
        self.dtable = np.zeros_like(self.table)
        np.add.at(self.dtable, self.ids, dout)
