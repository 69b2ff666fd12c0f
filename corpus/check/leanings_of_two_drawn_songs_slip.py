# expect: LBZ201 line 27 or 23
import numpy as np


class Ranker:
    """Who listens to one song rather than to another."""

    def __init__(self, people, songs, k=8, rate=0.05, reg=0.01):
        self.A = np.random.normal(0, 0.1, (people, k))
        self.S = np.random.normal(0, 0.1, (songs, k))
        self.lean = np.zeros(songs)
        self.rate, self.reg = rate, reg

    def loss(self, a, s, t):
        gap = self.lean[s] - self.lean[t] + self.A[a].dot(self.S[s] - self.S[t])
        size = self.A[a].dot(self.A[a]) + self.S[s].dot(self.S[s]) + self.S[t].dot(self.S[t])
        size += self.lean[s] ** 2 + self.lean[t] ** 2
        return np.log1p(np.exp(-gap)) + 0.5 * self.reg * size

    def grads(self, a, s, t):
        pa, ps, pt = self.A[a], self.S[s], self.S[t]
        gap = self.lean[s] - self.lean[t] + pa.dot(ps - pt)
        q = 1.0 / (1.0 + np.exp(gap))
        dpa = -q * (ps - pt) + self.reg * pa
        dps = -q * pa + self.reg * ps
        dpt = q * pa + self.reg * pt
        dlean = q + self.reg * self.lean[s]
        dother = q + self.reg * self.lean[t]
        return dpa, dps, dpt, dlean, dother

    def update(self, a, s, t):
        dpa, dps, dpt, dlean, dother = self.grads(a, s, t)
        self.A[a] -= self.rate * dpa
        self.S[s] -= self.rate * dps
        self.S[t] -= self.rate * dpt
        self.lean[s] -= self.rate * dlean
        self.lean[t] -= self.rate * dother


model = Ranker(20, 15)
for _ in range(300):
    a = np.random.randint(20)
    s = np.random.randint(15)
    t = np.random.randint(15)
    print(model.loss(a, s, t))
    model.update(a, s, t)
