# expect: clean
import numpy as np


class Embedder:
    def __init__(self, d_in, d_out):
        self.M = 0.2 * np.random.randn(d_in, d_out)

    def loss(self, a, b):
        u, v = a @ self.M, b @ self.M
        gap = u - v
        value = 0.5 * np.sum(gap ** 2) / len(a)
        self.dM = (a - b).T @ gap / len(a)
        return value

    def update(self, rate, most=1.0):
        size = np.sqrt(np.sum(self.dM ** 2))
        if size > most:
            self.dM = self.dM * (most / size)
        self.M -= rate * self.dM


net = Embedder(6, 3)
for epoch in range(20):
    first = np.random.randn(12, 6)
    print(net.loss(first, first + 0.3 * np.random.randn(12, 6)))
    net.update(0.1)
