# expect: LBZ201 line 36
# Who listens to what: a step for each play. The plays are in a file, or made up.
import numpy as np


def plays(path):
    try:
        table = np.loadtxt(path, delimiter=';')
        return table[:, 0].astype(int), table[:, 1].astype(int), table[:, 2]
    except OSError:
        rng = np.random.default_rng(3)
        who, what = rng.integers(0, 25, 400), rng.integers(0, 18, 400)
        A, B = rng.normal(size=(25, 3)), rng.normal(size=(18, 3))
        return who, what, 2.0 + np.sum(A[who] * B[what], axis=1)


class Taste:
    def __init__(self, people, songs, k, decay, seed=1):
        rng = np.random.default_rng(seed)
        self.A = rng.normal(0, .2, (people, k))
        self.B = rng.normal(0, .2, (songs, k))
        self.decay = decay
        self.level = 0.

    def guess(self, i, j):
        return self.level + self.A[i] @ self.B[j]

    def one_loss(self, i, j, y):
        off = y - self.guess(i, j)
        return 0.5 * off * off + 0.5 * self.decay * (self.A[i] @ self.A[i] + self.B[j] @ self.B[j])

    def step(self, i, j, y, rate):
        off = y - self.guess(i, j)
        ai = self.A[i].copy()
        self.A[i] += rate * (off * self.B[j] - self.decay * self.A[i])
        self.B[j] += rate * (off * self.A[i] - self.decay * self.B[j])
        return off * off


if __name__ == '__main__':
    who, what, y = plays('plays.csv')
    taste = Taste(who.max() + 1, what.max() + 1, 4, 0.03)
    taste.level = y.mean()
    for sweep in range(8):
        order = np.random.permutation(len(y))
        total = sum(taste.step(who[n], what[n], y[n], 0.02) for n in order)
        print('sweep %d: %.4f' % (sweep, np.sqrt(total / len(y))))
