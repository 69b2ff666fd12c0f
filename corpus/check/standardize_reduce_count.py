# expect: clean
# verified: dx
from functools import reduce

import numpy as np


class Standardize:
    def forward(self, x, axis=1):
        sizes = list(x.shape)
        others = list(range(len(sizes)))
        sizes.pop(axis)
        others.pop(axis)
        self.others = tuple(others)
        self.count = reduce(lambda x, y: x * y, sizes)
        self.centered = x - np.mean(x, axis=self.others, keepdims=True)
        self.rate = 1 / np.sqrt(np.var(x, axis=self.others, keepdims=True) + 1e-5)
        return self.centered * self.rate

    def backward(self, dout):
        whole = self.count * dout
        along = self.rate**2 * np.sum(dout * self.centered, axis=self.others, keepdims=True)
        mean = np.sum(dout, axis=self.others, keepdims=True)
        dx = self.rate / self.count * (whole - along * self.centered - mean)
        return dx


x = np.random.randn(3, 2, 2, 2)
layer = Standardize()
layer.forward(x)
dx = layer.backward(np.random.randn(3, 2, 2, 2))
