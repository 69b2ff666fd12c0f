# expect: LBZ201 line 25
# Each output is the mean of a stretch of the signal; stretches may overlap.
import numpy as np


class MeanWindows:
    def __init__(self, width, hop):
        self.width = width
        self.hop = hop

    def forward(self, s):
        width, hop = self.width, self.hop
        count = (s.shape[1] - width) // hop + 1
        out = np.zeros((s.shape[0], count))
        for k in range(count):
            first = k * hop
            out[:, k] = s[:, first:first + width].mean(axis=1)
        self.s = s
        return out

    def backward(self, dout):
        width, hop = self.width, self.hop
        ds = np.zeros_like(self.s)
        for k in range(dout.shape[1]):
            first = k
            last = first + width
            ds[:, first:last] += dout[:, k:k + 1] / width
        return ds


rng = np.random.default_rng(3)
s = rng.normal(size=(2, 9))
layer = MeanWindows(3, 2)
out = layer.forward(s)
loss = 0.5 * np.sum(out ** 2)
ds = layer.backward(out)
print(loss, ds)
