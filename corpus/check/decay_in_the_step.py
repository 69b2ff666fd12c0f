# expect: clean
import numpy as np


class Regressor:
    def __init__(self, n_in, n_mid, n_out, seed=2):
        rng = np.random.RandomState(seed)
        self.A = rng.randn(n_in, n_mid) * 0.4
        self.B = rng.randn(n_mid, n_out) * 0.4
        self.keys = ['A', 'B']
        self.memory = {k: np.zeros_like(getattr(self, k)) for k in self.keys}

    def loss(self, X, T):
        self.X = X
        self.s = np.tanh(X.dot(self.A))
        self.gap = self.s.dot(self.B) - T
        return np.mean(np.sum(self.gap ** 2, axis=1))

    def backward(self):
        g = {}
        dy = 2.0 * self.gap / self.X.shape[0]
        g['B'] = self.s.T.dot(dy)
        g['A'] = self.X.T.dot(dy.dot(self.B.T) * (1 - self.s ** 2))
        return g

    def step(self, g, lr=0.05, momentum=0.8, decay=1e-3):
        for k in self.keys:
            p = getattr(self, k)
            g[k] = g[k] + decay * p
            self.memory[k] = momentum * self.memory[k] - lr * g[k]
            setattr(self, k, p + self.memory[k])


X = np.random.RandomState(0).uniform(-1, 1, (30, 3))
T = np.stack([X[:, 0] * X[:, 1], np.cos(X[:, 2])], axis=1)
model = Regressor(3, 7, 2)
for epoch in range(40):
    L = model.loss(X, T)
    model.step(model.backward())
print(L)
