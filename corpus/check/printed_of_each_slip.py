# expect: LBZ201 line 31
# A score by which pairs of routes are put in order, and what is printed of each list in the end.
import numpy as np


class Router:
    def __init__(self, d, k, seed=3):
        rng = np.random.RandomState(seed)
        self.A = rng.randn(d, k) / np.sqrt(d)
        self.c = np.zeros(k)
        self.v = rng.randn(k)

    def rate(self, R):
        self.R = R
        self.u = np.tanh(R @ self.A + self.c)
        return self.u @ self.v

    def cost(self, f, best):
        gap = f[:, None] - f[None, :]
        first = best[:, None] > best[None, :]
        return np.sum(np.log1p(np.exp(-gap))[first])

    def pull(self, f, best):
        gap = f[:, None] - f[None, :]
        first = best[:, None] > best[None, :]
        part = np.where(first, -1 / (1 + np.exp(gap)), 0.0)
        return part.sum(axis=1) - part.sum(axis=0)

    def back(self, df):
        gv = self.u.T @ df
        du = np.outer(df, self.v) * (1 - self.u)
        gA = self.R.T @ du
        gc = du.sum(axis=0)
        return gA, gc, gv

    def learn(self, lists, rate=0.02):
        for epoch in range(30):
            cost = 0.0
            for R, best in lists:
                f = self.rate(R)
                cost += self.cost(f, best)
                gA, gc, gv = self.back(self.pull(f, best))
                self.A -= rate * gA
                self.c -= rate * gc
                self.v -= rate * gv


def gain(scores, best, top=5):
    order = np.argsort(-scores)[:top]
    weight = 1 / np.log2(np.arange(2, top + 2))
    got = np.sum((2.0 ** best[order] - 1) * weight)
    most = np.sum((2.0 ** np.sort(best)[::-1][:top] - 1) * weight)
    return got / most if most > 0 else 0.0


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    true = rng.randn(4)
    lists = []
    for q in range(15):
        R = rng.randn(9, 4)
        u = R @ true + 0.2 * rng.randn(9)
        lists.append((R, np.digitize(u, [-1.0, 0.0, 1.0])))
    router = Router(4, 5)
    router.learn(lists)
    print('gain', np.mean([gain(router.rate(R), b) for R, b in lists]))
