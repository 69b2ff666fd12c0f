# expect: clean
import numpy as np


class Factors:
    def __init__(self, m, n, k):
        rng = np.random.RandomState(1)
        self.L = 0.3 * rng.randn(m, k)
        self.R = 0.3 * rng.randn(n, k)
        self.shrink = 0.1

    def pair_loss(self, a, b, value):
        miss = value - self.L[a].dot(self.R[b])
        size = np.sum(self.L[a] ** 2) + np.sum(self.R[b] ** 2)
        return 0.5 * miss ** 2 + 0.5 * self.shrink * size

    def gradients(self, a, b, value):
        miss = value - self.L[a].dot(self.R[b])
        grad_l = -miss * self.R[b] + self.shrink * self.L[a]
        grad_r = -miss * self.L[a] + self.shrink * self.R[b]
        return grad_l, grad_r

    def fit(self, seen, rounds):
        for _ in range(rounds):
            for a, b, value in seen:
                grad_l, grad_r = self.gradients(a, b, value)
                self.L[a] -= 0.05 * grad_l
                self.R[b] -= 0.05 * grad_r


rng = np.random.RandomState(2)
seen = [(a, b, float(rng.randn())) for a in range(8) for b in range(6)]
model = Factors(8, 6, 3)
model.fit(seen, 10)
print(model.pair_loss(0, 0, 1.0))
