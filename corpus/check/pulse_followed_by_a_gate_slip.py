# expect: LBZ207 line 45
import numpy as np


def squash(v):
    return 1 / (1 + np.exp(-v))


class Gate:
    """A memory that a gate opens, read at each beat, after the pulse of the last beats."""

    def __init__(self, n_in, n, seed=0):
        rng = np.random.RandomState(seed)
        self.n = n
        self.A = rng.randn(2 * n, n_in + n) * 0.3
        self.q = np.zeros((2 * n, 1))
        self.U = rng.randn(1, n) * 0.3

    def follow(self, beats, wanted):
        n = self.n
        self.kept = []
        m = np.zeros((n, 1))
        cost = 0.0
        for x, y in zip(beats, wanted):
            both = np.vstack((x, m))
            a = self.A.dot(both) + self.q
            gate = squash(a[:n])
            new = np.tanh(a[n:])
            before = m
            m = gate * before + (1 - gate) * new
            miss = self.U.dot(np.tanh(m)) - y
            cost += 0.5 * np.sum(miss ** 2)
            self.kept.append((both, gate, new, before, m, miss))
        return cost

    def back(self):
        n = self.n
        dA = np.zeros_like(self.A)
        dq = np.zeros_like(self.q)
        dU = np.zeros_like(self.U)
        later = np.zeros((n, 1))
        for both, gate, new, before, m, miss in reversed(self.kept):
            t = np.tanh(m)
            dU += miss.dot(t.T)
            dm = later + self.U.T.dot(miss) * (1 - m ** 2)
            da = np.vstack((dm * (before - new) * gate * (1 - gate),
                            dm * (1 - gate) * (1 - new ** 2)))
            dA += da.dot(both.T)
            dq += da
            later = gate * dm + self.A.T.dot(da)[-n:]
        return dA, dq, dU


if __name__ == "__main__":
    at = np.linspace(0, 5, 40)
    beats = [np.array([[np.cos(3 * s)]]) for s in at]
    wanted = [np.array([[np.cos(3 * s - 0.4)]]) for s in at]
    memory = Gate(1, 6)
    for k in range(60):
        cost = memory.follow(beats, wanted)
        for p, d in zip((memory.A, memory.q, memory.U), memory.back()):
            p -= 0.03 * d
        if k % 20 == 0:
            print(k, cost)
