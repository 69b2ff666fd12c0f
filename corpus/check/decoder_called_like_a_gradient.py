# expect: clean
import numpy as np


class Coder:
    def __init__(self, n_in, n_code, rate=0.05):
        self.e_W = np.random.randn(n_in, n_code) * 0.1
        self.e_b = np.zeros(n_code)
        self.d_W = np.random.randn(n_code, n_in) * 0.1
        self.d_b = np.zeros(n_in)
        self.rate = rate

    def forward(self, x):
        self.m = x @ self.e_W + self.e_b
        self.y = self.m @ self.d_W + self.d_b
        fit = 0.5 * np.sum((self.y - x) ** 2)
        prior = 0.5 * np.sum(self.m ** 2)
        return (fit + prior) / len(x)

    def backward(self, x):
        n = len(x)
        g = {}
        dy = (self.y - x) / n
        g['d_W'] = self.m.T @ dy
        g['d_b'] = dy.sum(0)
        dm = dy @ self.d_W.T + self.m / n
        g['e_W'] = x.T @ dm
        g['e_b'] = dm.sum(0)
        return g

    def step(self, x):
        loss = self.forward(x)
        for name, value in self.backward(x).items():
            setattr(self, name, getattr(self, name) - self.rate * value)
        return loss
