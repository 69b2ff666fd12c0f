# expect: LBZ201 line 20
# The outer case of a robust loss lacks the threshold that the object keeps.
import numpy as np


class Robust:
    def __init__(self, threshold=1.2, decay=0.01):
        self.threshold = threshold
        self.decay = decay

    def loss(self, w, X, y):
        e = X @ w - y
        inner = 0.5 * e**2
        outer = self.threshold * (np.abs(e) - 0.5 * self.threshold)
        fit = np.where(np.abs(e) < self.threshold, inner, outer)
        return fit.mean() + self.decay * (w @ w)

    def gradient(self, w, X, y):
        e = X @ w - y
        bounded = np.where(np.abs(e) < self.threshold, e, np.sign(e))
        return X.T @ bounded / len(y) + 2 * self.decay * w


rng = np.random.default_rng(3)
X = rng.normal(size=(60, 4))
y = X @ np.array([1.0, -1.0, 0.5, 2.0])
y[::7] += 9
model, w = Robust(), np.zeros(4)
for _ in range(200):
    w = w - 0.1 * model.gradient(w, X, y)
print(w, model.loss(w, X, y))
