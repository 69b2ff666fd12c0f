# expect: clean
import numpy as np


class Model:
    def __init__(self):
        self.w = np.random.randn(4)
        self.c = np.zeros(1)
        self.e = np.zeros(1)

    def loss(self, X, y):
        return 0.5 * np.sum((X @ self.w + self.c * y + self.e - y) ** 2)

    def step(self, X, y):
        r = X @ self.w + self.c * y + self.e - y
        dw = X.T @ r
        dc = np.sum(r * y)
        de = np.sum(r)
        self.w -= 0.1 * dw
        self.c -= 0.1 * dc
        self.e -= 0.1 * de


X, y = np.random.randn(10, 4), np.random.randn(10)
m = Model()
for k in range(3):
    print(m.loss(X, y))
    m.step(X, y)
