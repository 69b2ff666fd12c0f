# expect: LBZ201 line 22
import numpy as np


class Bumps:
    def __init__(self, k, d, rate=0.05):
        self.rate = rate
        self.centre = np.random.randn(k, d)
        self.width = np.ones(k)
        self.height = np.random.randn(k)

    def bumps(self, x):
        far = np.sum((x - self.centre) ** 2, axis=1)
        return np.exp(-far / (2 * self.width**2))

    def one(self, x, t):
        a = self.bumps(x)
        error = a @ self.height - t
        diff = x - self.centre
        far = np.sum(diff**2, axis=1)
        grad_h = error * a
        grad_s = error * self.height * a * far / self.width**2
        return 0.5 * error**2, grad_h, grad_s

    def learn(self, X, y):
        for k in range(len(X)):
            cost, gh, gs = self.one(X[k], y[k])
            self.height -= self.rate * gh
            self.width -= self.rate * gs


net = Bumps(4, 2)
net.learn(np.random.randn(20, 2), np.random.randn(20))
