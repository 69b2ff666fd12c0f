# expect: LBZ203 line 20 of dcentres
import numpy as np


class Bumps:
    def __init__(self, centres, width):
        self.centres = centres            # (k, d)
        self.width = width
        self.w = np.ones(centres.shape[0])

    def loss(self, X, t):
        away = X[:, None, :] - self.centres[None, :, :]     # (n, k, d)
        phi = np.exp(-0.5 * np.sum(away ** 2, axis=2) / self.width ** 2)   # (n, k)
        return 0.5 * np.sum((phi @ self.w - t) ** 2)

    def slopes(self, X, t):
        away = X[:, None, :] - self.centres[None, :, :]
        phi = np.exp(-0.5 * np.sum(away ** 2, axis=2) / self.width ** 2)
        part = np.outer(phi @ self.w - t, self.w) * phi / self.width ** 2
        dcentres = (part[:, :, None] * away).sum(axis=1)
        return dcentres


rng = np.random.RandomState(1)
X = rng.uniform(-1, 1, size=(20, 2))
t = X[:, 0] * X[:, 1]
net = Bumps(X[:6].copy(), 0.8)
print(net.loss(X, t), net.slopes(X, t).shape)
