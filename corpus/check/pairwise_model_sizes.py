# expect: clean
# verified: gw, gP
import numpy as np


class PairModel:
    """The n of the constructor is how many features there are, the n of `slopes` how many rows."""

    def __init__(self, n, rank, rng):
        self.w = np.zeros(n)
        self.P = 0.3 * rng.randn(n, rank)

    def value(self, X):
        return X @ self.w + np.sum((X @ self.P) ** 2, axis=1)

    def loss(self, X, t):
        return 0.5 * np.mean((self.value(X) - t) ** 2)

    def slopes(self, X, t):
        n = X.shape[0]
        off = (self.value(X) - t) / n
        gw = X.T @ off
        gP = 2 * X.T @ (off[:, None] * (X @ self.P))
        return gw, gP


rng = np.random.RandomState(0)
X = rng.rand(24, 5)
t = X[:, 0] * X[:, 1]
model = PairModel(5, 2, rng)
for _ in range(30):
    gw, gP = model.slopes(X, t)
    model.w -= 0.1 * gw
    model.P -= 0.1 * gP
print(model.loss(X, t))
