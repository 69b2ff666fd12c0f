# expect: LBZ201 line 20
import numpy as np


class Closeness:
    """Pairs that belong together are to be near, and others at least one apart."""

    def __init__(self, n, k):
        self.M = 0.4 * np.random.randn(n, k)

    def cost(self, p, q, together):
        self.p, self.q, self.together = p, q, together
        self.gap = p @ self.M - q @ self.M
        self.far = np.sqrt(np.sum(self.gap ** 2, axis=1) + 1e-9)
        self.miss = np.maximum(1 - self.far, 0)
        return 0.5 * np.mean(together * self.far ** 2 + (1 - together) * self.miss ** 2)

    def backward(self):
        dfar = (self.together * self.far - (1 - self.together) * self.miss) / len(self.far)
        dgap = self.gap / self.far[:, None]
        self.dM = self.p.T @ dgap - self.q.T @ dgap


model = Closeness(4, 2)
p, q = np.random.randn(10, 4), np.random.randn(10, 4)
together = (np.arange(10) % 2).astype(float)
for _ in range(60):
    cost = model.cost(p, q, together)
    model.backward()
    model.M -= 0.1 * model.dM
