# expect: clean
import numpy as np


class Curve:
    def __init__(self, n):
        self.slope = np.ones(n)
        self.shift = np.zeros(n)

    def objective(self, X, Y):
        return 0.5 * np.sum((self.slope * X + self.shift - Y) ** 2)

    def gradient(self, X, Y):
        rest = self.slope * X + self.shift - Y
        d_slope = np.sum(rest * X, axis=0)
        d_shift = np.sum(rest, axis=0)
        return d_slope, d_shift

    def fit(self, X, Y, rate=0.01):
        for _ in range(50):
            d_slope, d_shift = self.gradient(X, Y)
            self.slope -= rate * d_slope
            self.shift -= rate * d_shift
        return self


X, Y = np.random.randn(20, 3), np.random.randn(20, 3)
print(Curve(3).fit(X, Y).objective(X, Y))
