# What goes on to the day before is computed like another gradient by a slip, or not.
import numpy as np


def squash(v):
    return 1 / (1 + np.exp(-v))


class Store:
    """A store that keeps a part of what it has and takes a part of what comes, day by day."""

    def __init__(self, n_in, n, seed=0):
        r = np.random.RandomState(seed)
        self.n = n
        self.V = r.randn(n_in + n, 4 * n) / np.sqrt(n_in + n)
        self.c = np.zeros(4 * n)

    def forward(self, x):
        days, many, _ = x.shape
        n = self.n
        out, level = np.zeros((many, n)), np.zeros((many, n))
        self.kept, outs = [], np.zeros((days, many, n))
        for t in range(days):
            before = level
            both = np.concatenate([x[t], out], axis=1)
            u = both @ self.V + self.c
            take, keep = squash(u[:, :n]), squash(u[:, n:2*n])
            give, come = squash(u[:, 2*n:3*n]), np.tanh(u[:, 3*n:])
            level = keep * before + take * come
            flat = np.tanh(level)
            out = give * flat
            outs[t] = out
            self.kept.append((both, take, keep, give, come, before, flat))
        return outs

    def backward(self, douts):
        days, many, n = douts.shape
        self.dV, self.dc = np.zeros_like(self.V), np.zeros_like(self.c)
        dout_next, dlevel_next = np.zeros((many, n)), np.zeros((many, n))
        for t in reversed(range(days)):
            both, take, keep, give, come, before, flat = self.kept[t]
            dout = douts[t] + dout_next
            dgive = dout * flat
            dlevel = dout * give * (1 - flat ** 2) + dlevel_next
            dkeep = dlevel * before
            dtake = dlevel * come
            dcome = dlevel * take
            du = np.hstack([dtake * take * (1 - take), dkeep * keep * (1 - keep),
                            dgive * give * (1 - give), dcome * (1 - come ** 2)])
            self.dV += both.T @ du
            self.dc += du.sum(0)
            dboth = du @ self.V.T
            dout_next = dboth[:, -n:]
            dlevel_next = dlevel * keep
        return dout_next


if __name__ == '__main__':
    store = Store(3, 5)
    rain = np.random.randn(7, 4, 3)
    flow = np.cumsum(np.random.randn(7, 4, 5), axis=0) * 0.1
    for sweep in range(50):
        outs = store.forward(rain)
        loss = 0.5 * np.sum((outs - flow) ** 2)
        store.backward(outs - flow)
        store.V -= 0.01 * store.dV
        store.c -= 0.01 * store.dc
