# expect: LBZ201 line 20
import numpy as np


class Interactions:
    def __init__(self, n, k, ridge=0.1):
        self.F = 0.1 * np.random.randn(n, k)
        self.ridge = ridge

    def score(self, Z):
        return 0.5 * np.sum((Z @ self.F) ** 2 - (Z ** 2) @ (self.F ** 2), axis=1)

    def loss(self, Z, t):
        return np.mean((self.score(Z) - t) ** 2) + self.ridge * np.sum(self.F ** 2)

    def grads(self, Z, t):
        e = 2 * (self.score(Z) - t) / len(t)
        ZF = Z @ self.F
        gF = Z.T @ (e[:, None] * ZF)
        gF -= (Z.T @ e)[:, None] * self.F
        gF += 2 * self.ridge * self.F
        return gF


np.random.seed(5)
Z, t = np.random.randn(30, 7), np.random.randn(30)
model = Interactions(7, 3)
for epoch in range(20):
    model.F -= 0.05 * model.grads(Z, t)
print(model.loss(Z, t))
