# expect: LBZ201 line 26
import numpy as np


class Shared:
    def __init__(self, n_in=12, n_mid=5):
        self.W = 0.2 * np.random.randn(n_in, n_mid)
        self.c = np.zeros(n_in)

    def up(self, x):
        return np.tanh(x @ self.W)

    def down(self, h):
        return h @ self.W.T + self.c

    def cost(self, x, noisy):
        return 0.5 * np.mean(np.sum((self.down(self.up(noisy)) - x) ** 2, axis=1))

    def gradients(self, x, noisy):
        n = x.shape[0]
        h = self.up(noisy)
        back = (self.down(h) - x) / n
        mid = back @ self.W * (1 - h ** 2)

        total = np.sum(back, axis=0)
        whole = x.T @ mid + back.T @ h
        return whole, total

    def train(self, x, lr=0.1):
        gW, gc = self.gradients(x, x + 0.1 * np.random.randn(*x.shape))
        self.W -= lr * gW
        self.c -= lr * gc


model = Shared(6, 3)
data = np.random.rand(8, 6)
for epoch in range(40):
    model.train(data)
    print(epoch, model.cost(data, data))
