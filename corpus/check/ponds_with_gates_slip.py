# expect: LBZ201 line 47
# A pond keeps a share of its water and takes in what falls; both gates are learnt from the level.
import numpy as np


def gate(a):
    return 1.0 / (1.0 + np.exp(-a))


class Pond:
    def __init__(self, inputs, ponds):
        rng = np.random.default_rng(8)
        self.M = 0.3 * rng.normal(size=(inputs, 3 * ponds))
        self.ponds = ponds

    def flow(self, rain):
        S, n, _ = rain.shape
        P = self.ponds
        level = np.zeros((n, P))
        levels = np.zeros((S, n, P))
        self.kept = []
        for s in range(S):
            before = level
            a = rain[s] @ self.M
            take = gate(a[:, :P])
            keep = gate(a[:, P : 2 * P])
            fall = np.tanh(a[:, 2 * P :])
            level = keep * before + take * fall
            levels[s] = level
            self.kept.append((rain[s], take, keep, fall, before))
        return levels

    def ebb(self, dlevels):
        S, n, P = dlevels.shape
        self.dM = np.zeros_like(self.M)
        dlater = np.zeros((n, P))
        for s in reversed(range(S)):
            r, take, keep, fall, before = self.kept[s]
            dlevel = dlevels[s] + dlater
            dkeep = dlevel * before
            dtake = dlevel * fall
            dfall = dlevel * take
            da = np.hstack(
                [dtake * take * (1 - take), dkeep * keep * (1 - keep), dfall * (1 - fall**2)]
            )
            self.dM += r.T @ da
            dlater = dlevel * take
        return dlater


pond = Pond(3, 4)
rain = np.random.randn(5, 6, 3)
seen = np.random.randn(5, 6, 4)
for day in range(50):
    levels = pond.flow(rain)
    loss = 0.5 * np.sum((levels - seen) ** 2)
    pond.ebb(levels - seen)
    pond.M -= 0.01 * pond.dM
