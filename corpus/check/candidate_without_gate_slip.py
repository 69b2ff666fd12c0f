# expect: LBZ201 line 18
import numpy as np


class Cell:
    def __init__(self, n, k):
        self.G, self.C, self.S = (0.3 * np.random.randn(*s) for s in ((n, k), (n, k), (k, k)))

    def forward(self, v, s):
        self.v, self.s = v, s
        self.g = 1 / (1 + np.exp(-(v @ self.G)))
        self.cc = np.tanh(v @ self.C + s @ self.S)
        self.out = (1 - self.g) * s + self.g * self.cc
        return self.out

    def backward(self, dout):
        dg = dout * (self.cc - self.s)
        dcc = dout
        dz = dcc * (1 - self.cc ** 2)
        dy = dg * self.g * (1 - self.g)
        self.dC = self.v.T @ dz
        self.dS = self.s.T @ dz
        self.dG = self.v.T @ dy
        return dy @ self.G.T + dz @ self.C.T


cell = Cell(3, 4)
v, s = np.random.randn(6, 3), np.random.randn(6, 4)
out = cell.forward(v, s)
loss = 0.5 * np.sum(out ** 2)
dv = cell.backward(out)
