# expect: LBZ202 line 42
# More samples than can be followed one by one: the class is followed with few.
import math
import numpy as np


class Bumps(object):
    def __init__(self, n_bumps, n_inputs):
        self.n_bumps = n_bumps
        self.n_inputs = n_inputs
        self.places = np.random.uniform(-1.5, 1.5, (n_bumps, n_inputs))
        self.heights = np.random.randn(n_bumps) * 0.1
        self.base = 0.0

    def bump(self, x, c):
        d2 = 0.0
        for k in range(self.n_inputs):
            d2 += (x[k] - self.places[c, k]) ** 2
        return math.exp(-d2 / 2)

    def output(self, x):
        s = self.base
        for c in range(self.n_bumps):
            s += self.heights[c] * self.bump(x, c)
        return s

    def loss(self, X, y):
        total = 0.0
        for i in range(len(X)):
            total += 0.5 * (self.output(X[i]) - y[i]) ** 2
        return total / len(X)

    def gradients(self, X, y):
        n = len(X)
        grad_places = np.zeros_like(self.places)
        grad_heights = np.zeros_like(self.heights)
        grad_base = 0.0
        for i in range(n):
            e = self.output(X[i]) - y[i]
            grad_base += e / n
            for c in range(self.n_bumps):
                grad_heights[c] += e * self.bump(X[i], c)
                common = e * self.heights[c] * self.bump(X[i], c) / n
                for k in range(self.n_inputs):
                    grad_places[c, k] += common * (X[i][k] - self.places[c, k])
        return grad_places, grad_heights, grad_base


if __name__ == "__main__":
    X = np.random.uniform(-1.5, 1.5, (60, 2))
    y = [math.sin(2 * x[0]) * math.cos(x[1]) for x in X]
    net = Bumps(n_bumps=6, n_inputs=2)
    for epoch in range(30):
        gp, gh, gb = net.gradients(X, y)
        net.places -= 0.3 * gp
        net.heights -= 0.3 * gh
        net.base -= 0.3 * gb
    print(net.loss(X, y))
