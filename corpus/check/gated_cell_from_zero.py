# expect: clean
# The state is 0 where the program begins, so what it is multiplied by is 0, too.
import numpy as np


def squash(v):
    return 1.0 / (1.0 + np.exp(-v))


class Gated:
    def __init__(self, n_in, n_state):
        rng = np.random.RandomState(5)
        self.A = {g: 0.4 * rng.randn(n_state, n_in) for g in 'uc'}
        self.B = {g: 0.4 * rng.randn(n_state, n_state) for g in 'uc'}

    def forward(self, x, s):
        self.x, self.s = x, s
        self.u = squash(self.A['u'] @ x + self.B['u'] @ s)
        self.us = self.u * s
        self.c = np.tanh(self.A['c'] @ x + self.B['c'] @ self.us)
        return (1 - self.u) * self.c + self.u * s

    def backward(self, dout):
        dc = dout * (1 - self.u) * (1 - self.c ** 2)
        dus = self.B['c'].T @ dc
        du = (dout * (self.s - self.c) + dus * self.s) * self.u * (1 - self.u)
        ds = dout * self.u + dus * self.u + self.B['u'].T @ du
        dx = self.A['c'].T @ dc + self.A['u'].T @ du
        return dx, ds


cell = Gated(3, 4)
out = cell.forward(np.ones(3), np.zeros(4))
print(cell.backward(np.ones(4)))
