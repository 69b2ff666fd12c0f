# expect: LBZ302 line 21
# A condition that lets 0 in.
import numpy as np


class Counts:
    def __init__(self, table):
        n = table.shape[0]
        self.pairs = [(i, table[i, i]) for i in range(n) if table[i, i] > 0]
        self.others = []
        for i in range(n):
            for j in range(i):
                if table[i, j] >= 0:
                    self.others.append((i, j, table[i, j]))

    def total(self, w):
        total = 0.0
        for i, x in self.pairs:
            total += (w[i] - np.log(x)) ** 2
        for i, j, x in self.others:
            gap = w[i] + w[j] - np.log(x)
            total += gap ** 2
        return total


rnd = np.random.RandomState(42)
table = rnd.poisson(1, size=(4, 4)).astype(float)
print(Counts(table).total(rnd.randn(4)))
