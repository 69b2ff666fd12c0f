# expect: clean
# `n` is the whole set in one function and a part of it in the other: each call has its own.
import numpy as np


class Ridge:
    def __init__(self, features, kinds):
        self.W = np.zeros((features, kinds))

    def scores(self, X):
        Z = X.dot(self.W)  # (n, k)
        return Z - Z.mean(axis=0)  # (n, k)

    def gradient(self, X, Y):
        n = X.shape[0]
        R = self.scores(X) - (Y - Y.mean(axis=0))
        dW = X.T.dot(R - R.mean(axis=0)) / n
        return dW

    def loss(self, X, Y):
        R = self.scores(X) - (Y - Y.mean(axis=0))
        return 0.5 * np.sum(R**2) / len(X)

    def fit(self, X, Y, size=5):
        n = len(Y)
        order = np.arange(n)
        for start in range(0, n, size):
            rows = order[start : start + size]
            self.W -= 0.1 * self.gradient(X[rows], Y[rows])
        return self.loss(X, Y)


k = 2
rng = np.random.RandomState(5)
Ridge(3, k).fit(rng.randn(20, 3), rng.randn(20, k))
pairs = rng.randn(20, 3).dot(rng.randn(3, 3 * k))  # n x 3k
