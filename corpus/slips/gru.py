import numpy as np


class GRUCell:
    """x: (n, d), h: (n, k)"""

    def __init__(self, d, k):
        self.Wz = np.random.randn(d + k, k) * 0.1
        self.Wr = np.random.randn(d + k, k) * 0.1
        self.Wh = np.random.randn(d + k, k) * 0.1

    def forward(self, x, h):
        s = lambda a: 1 / (1 + np.exp(-a))
        self.x, self.h = x, h
        self.xh = np.concatenate([x, h], axis=1)
        self.z = s(self.xh @ self.Wz)
        self.r = s(self.xh @ self.Wr)
        self.xrh = np.concatenate([x, self.r * h], axis=1)
        self.c = np.tanh(self.xrh @ self.Wh)
        return (1 - self.z) * h + self.z * self.c

    def backward(self, dh_next):
        d = self.x.shape[1]
        dz = dh_next * (self.c - self.h)  #!! dz = dh_next * (self.h - self.c)
        dc = dh_next * self.z
        dh = dh_next * (1 - self.z)
        dac = dc * (1 - self.c ** 2)
        self.dWh = self.xrh.T @ dac  #!! self.dWh = self.xh.T @ dac
        dxrh = dac @ self.Wh.T
        dx = dxrh[:, :d]
        drh = dxrh[:, d:]
        dr = drh * self.h
        dh = dh + drh * self.r  #!! dh = dh + drh
        daz = dz * self.z * (1 - self.z)
        dar = dr * self.r * (1 - self.r)
        self.dWz = self.xh.T @ daz
        self.dWr = self.xh.T @ dar
        dxh = daz @ self.Wz.T + dar @ self.Wr.T
        dx = dx + dxh[:, :d]
        dh = dh + dxh[:, d:]
        return dx, dh


cell = GRUCell(3, 4)
x = np.random.randn(5, 3)
h = np.random.randn(5, 4)
out = cell.forward(x, h)
dx, dh = cell.backward(np.random.randn(5, 4))
