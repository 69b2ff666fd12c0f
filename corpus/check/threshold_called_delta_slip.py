# expect: LBZ202 line 17
import numpy as np


def pseudo_huber(r, delta):
    return delta ** 2 * (np.sqrt(1 + (r / delta) ** 2) - 1)


def objective(w, b, X, y, delta, l2):
    return np.mean(pseudo_huber(X @ w + b - y, delta)) + l2 * w @ w


def gradient(w, b, X, y, delta, l2):
    r = X @ w + b - y
    psi = r / np.sqrt(1 + (r / delta) ** 2)
    grad_w = X.T @ psi / len(y) + 2 * l2 * w
    grad_b = np.sum(psi)
    return grad_w, grad_b


class Line:
    def __init__(self, delta=1.5, l2=1e-3):
        self.delta, self.l2 = delta, l2

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(200):
            gw, gb = gradient(self.w, self.b, X, y, self.delta, self.l2)
            self.w, self.b = self.w - 0.1 * gw, self.b - 0.1 * gb
        return self


X = np.random.RandomState(0).randn(50, 3)
print(Line().fit(X, X @ np.ones(3)).w)
