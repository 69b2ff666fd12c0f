# expect: LBZ202 line 21
# Wines and guests: how well both go together is their product on a scale.
import numpy as np


class Pairs:
    def __init__(self, wines, guests, k, tight, rng):
        self.tight = tight
        self.u = rng.normal(0, .3, (wines, k))
        self.v = rng.normal(0, .3, (guests, k))

    def forward(self):
        s = self.tight * (self.u @ self.v.T)
        self.fit = np.tanh(s)
        return self.fit

    def loss(self, wanted):
        return 0.5 * np.sum((self.forward() - wanted) ** 2)

    def backward(self, wanted):
        ds = (self.fit - wanted) * (1 - self.fit ** 2)
        self.du = ds @ self.v
        self.dv = ds.T @ self.u


if __name__ == '__main__':
    rng = np.random.default_rng(2)
    wanted = rng.uniform(-1, 1, (7, 5))
    pairs = Pairs(7, 5, 3, 0.7, rng)
    for k in range(100):
        loss = pairs.loss(wanted)
        pairs.backward(wanted)
        pairs.u -= 0.1 * pairs.du
        pairs.v -= 0.1 * pairs.dv
        if k % 20 == 0:
            print(k, loss)
