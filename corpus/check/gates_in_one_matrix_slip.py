# expect: LBZ201 line 39
# The gradients of four gates are joined before they go back through the weights they share.
import numpy as np


def logistic(z):
    return 1 / (1 + np.exp(-z))


class Cell:
    def __init__(self, width, inputs):
        self.M = np.random.randn(inputs + width, 4 * width) * 0.1
        self.bias = np.zeros((1, 4 * width))
        self.width = width

    def step(self, x, h, c):
        w = self.width
        self.joined = np.hstack((h, x))
        self.pre = self.joined @ self.M + self.bias
        self.f = logistic(self.pre[:, :w])
        self.i = logistic(self.pre[:, w : 2 * w])
        self.g = np.tanh(self.pre[:, 2 * w : 3 * w])
        self.o = logistic(self.pre[:, 3 * w :])
        self.c_old = c
        self.c = self.f * c + self.i * self.g
        self.h = self.o * np.tanh(self.c)
        return self.h, self.c

    def back(self, dh, dc):
        t = np.tanh(self.c)
        self.do = dh * t
        dc = dc + dh * self.o * (1 - t**2)
        self.df = dc * self.c_old
        self.di = dc * self.g
        self.dg = dc * self.i
        self.df = self.df * self.f * (1 - self.f)
        self.di = self.di * self.i * (1 - self.i)
        self.dg = self.dg * (1 - self.g**2)
        self.do = self.do * self.o * (1 + self.o)
        dpre = np.hstack((self.df, self.di, self.dg, self.do))
        self.dM = self.joined.T @ dpre
        self.dbias = dpre.sum(axis=0, keepdims=True)
        return dpre @ self.M.T


np.random.seed(3)
cell = Cell(3, 2)
h, c = cell.step(np.random.randn(5, 2), np.random.randn(5, 3), np.random.randn(5, 3))
cell.back(np.random.randn(5, 3), np.random.randn(5, 3))
