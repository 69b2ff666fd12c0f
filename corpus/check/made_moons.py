# expect: clean
"""Logistic regression on two moons, and a line fitted to data that is made for it."""
import numpy as np
from sklearn.datasets import make_moons, make_regression


class Logistic:
    def __init__(self, rate=0.1, rounds=200):
        self.rate = rate
        self.rounds = rounds

    def fit(self, X, y):
        m, d = X.shape
        self.w = np.zeros(d)
        self.b = 0.0
        for _ in range(self.rounds):
            p = 1 / (1 + np.exp(-(X @ self.w + self.b)))
            cost = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
            dw = X.T @ (p - y) / m
            db = np.mean(p - y)
            self.w -= self.rate * dw
            self.b -= self.rate * db
        return cost


X, y = make_moons(200, noise=0.2, random_state=0)
Logistic().fit(X, y)

A, t = make_regression(n_samples=40, n_features=3, noise=2.0)
theta = np.zeros(3)
for _ in range(100):
    r = A.dot(theta) - t
    loss = (r**2).sum() / (2 * len(t))
    grad = A.T.dot(r) / len(t)
    theta = theta - 0.05 * grad
