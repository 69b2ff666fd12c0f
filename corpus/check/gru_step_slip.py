# expect: LBZ201 line 31
import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


class GRUCell:
    def __init__(self, input_dim, hidden_dim):
        self.Wz = np.random.randn(input_dim, hidden_dim) * 0.1
        self.Uz = np.random.randn(hidden_dim, hidden_dim) * 0.1
        self.bz = np.random.randn(hidden_dim)
        self.Wr = np.random.randn(input_dim, hidden_dim) * 0.1
        self.Ur = np.random.randn(hidden_dim, hidden_dim) * 0.1
        self.br = np.random.randn(hidden_dim)
        self.Wh = np.random.randn(input_dim, hidden_dim) * 0.1
        self.Uh = np.random.randn(hidden_dim, hidden_dim) * 0.1
        self.bh = np.random.randn(hidden_dim)

    def forward(self, x, h_prev):
        self.x, self.h_prev = x, h_prev
        self.z = sigmoid(x @ self.Wz + h_prev @ self.Uz + self.bz)
        self.r = sigmoid(x @ self.Wr + h_prev @ self.Ur + self.br)
        self.hh = np.tanh(x @ self.Wh + (self.r * h_prev) @ self.Uh + self.bh)
        self.h = (1 - self.z) * h_prev + self.z * self.hh
        return self.h

    def backward(self, dh):
        dhh = dh * self.z
        dz = dh * (self.h_prev - self.hh)
        dh_prev = dh * (1 - self.z)
        dah = dhh * (1 - self.hh ** 2)
        daz = dz * self.z * (1 - self.z)
        drh = dah @ self.Uh.T
        dr = drh * self.h_prev
        dh_prev += drh * self.r
        dar = dr * self.r * (1 - self.r)
        self.dWh = self.x.T @ dah
        self.dUh = (self.r * self.h_prev).T @ dah
        self.dbh = dah.sum(axis=0)
        self.dWz = self.x.T @ daz
        self.dUz = self.h_prev.T @ daz
        self.dbz = daz.sum(axis=0)
        self.dWr = self.x.T @ dar
        self.dUr = self.h_prev.T @ dar
        self.dbr = dar.sum(axis=0)
        dh_prev += daz @ self.Uz.T + dar @ self.Ur.T
        dx = dah @ self.Wh.T + daz @ self.Wz.T + dar @ self.Wr.T
        return dx, dh_prev


N, D, H = 3, 4, 5
cell = GRUCell(D, H)
x = np.random.randn(N, D)
h0 = np.random.randn(N, H)
h = cell.forward(x, h0)
loss = np.sum(h ** 2)
dx, dh0 = cell.backward(2 * h)
