# expect: LBZ202 line 22
# who likes which recipe: the penalties are added in the line that returns the gradients
import numpy as np


class Taste:
    def __init__(self, people, recipes, rank=3, weight=1e-3, rate=0.1):
        r = np.random.RandomState(2)
        self.U = 0.3 * r.randn(people, rank)
        self.V = 0.3 * r.randn(recipes, rank)
        self.c = np.zeros(people)
        self.weight = weight
        self.rate = rate

    def liking(self, who, what):
        return np.sum((who @ self.U) * (what @ self.V)) + who @ self.c

    def slopes(self, who, what, said):
        s = self.liking(who, what)
        ds = -said / (1.0 + np.exp(said * s))
        dU = ds * np.outer(who, what @ self.V)
        dV = 2 * ds * np.outer(what, who @ self.U)
        dc = ds * who
        return dU + self.weight * self.U, dV + self.weight * self.V, dc + self.weight * self.c

    def fit(self, P, R, said, rounds=2):
        order = np.arange(len(said))
        for n in range(rounds):
            np.random.shuffle(order)
            for i in order:
                gU, gV, gc = self.slopes(P[i], R[i], said[i])
                self.U -= self.rate * gU
                self.V -= self.rate * gV
                self.c -= self.rate * gc
        return self


P = np.random.rand(8, 12)
R = np.random.rand(8, 9)
said = np.sign(np.random.randn(8))
Taste(12, 9).fit(P, R, said)
