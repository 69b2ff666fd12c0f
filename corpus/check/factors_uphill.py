# expect: LBZ202 line 24
import numpy as np


class Factors:
    def __init__(self, rows, columns, k=3, alpha=0.02):
        self.P = 0.1 * np.random.randn(rows, k)
        self.Q = 0.1 * np.random.randn(columns, k)
        self.alpha = alpha

    def loss(self, R, mask):
        E = mask * (R - self.P @ self.Q.T)
        return 0.5 * np.sum(E ** 2)

    def gradients(self, R, mask):
        E = mask * (R - self.P @ self.Q.T)
        grad_P = -E @ self.Q
        grad_Q = -E.T @ self.P
        return grad_P, grad_Q

    def fit(self, R, mask, steps=50):
        for _ in range(steps):
            grad_P, grad_Q = self.gradients(R, mask)
            self.P += self.alpha * grad_P
            self.Q -= self.alpha * grad_Q
        return self.loss(R, mask)


R = np.random.rand(8, 6)
mask = (np.random.rand(8, 6) > 0.3).astype(float)
print(Factors(8, 6).fit(R, mask))
