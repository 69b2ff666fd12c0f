# expect: LBZ101 line 12
import numpy as np


class Filters:
    def __init__(self, kernels, shift):
        self.kernels = kernels
        self.shift = shift

    def flat(self):
        M, C, k, _ = self.kernels.shape
        rows = self.kernels.reshape(M, -1).T  # (M, C * k * k)
        moved = rows + self.shift  # (C * k * k, M)
        return moved


f = Filters(np.random.randn(5, 2, 3, 3), np.random.randn(5))
out = f.flat()
