# expect: clean
import numpy as np


def sig(x):
    return 1 / (1 + np.exp(-x))


class Judge:
    def __init__(self, hidden):
        self.W1 = np.random.randn(1, hidden) * 0.5
        self.b1 = np.zeros(hidden)
        self.W2 = np.random.randn(hidden, 1) * 0.5
        self.b2 = np.zeros(1)

    def forward(self, x):
        h = np.tanh(x @ self.W1 + self.b1)
        score = h @ self.W2 + self.b2
        return score, (x, h)

    def backward(self, dscore, cache):
        x, h = cache
        dW2 = h.T @ dscore
        db2 = dscore.sum(0)
        da = dscore @ self.W2.T * (1 - h * h)
        dW1 = x.T @ da
        db1 = da.sum(0)
        return dW1, db1, dW2, db2


def both(judge, real, made):
    first, kept = judge.forward(real)
    second, held = judge.forward(made)
    up = judge.backward((sig(first) - 1) / len(real), kept)
    down = judge.backward(sig(second) / len(made), held)
    return [a + b for a, b in zip(up, down)]


judge = Judge(8)
for _ in range(100):
    g = both(judge, np.random.randn(32, 1) + 2, np.random.randn(32, 1))
    judge.W1 -= 0.1 * g[0]
    judge.b1 -= 0.1 * g[1]
    judge.W2 -= 0.1 * g[2]
    judge.b2 -= 0.1 * g[3]
