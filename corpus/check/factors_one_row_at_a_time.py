# expect: clean
# Nonnegative factors, one row of H and one column of W after the other.
import numpy as np

rng = np.random.RandomState(4)


class Factors:
    def __init__(self, K, rounds=50):
        self.K = K
        self.rounds = rounds

    def _loss(self, X, Xhat):
        return np.sum((X - Xhat) ** 2)

    def _rows(self, X, W, H):
        XW = X.T @ W
        WW = W.T @ W
        for k in range(self.K):
            H[k, :] += XW[:, k] - H.T @ WW[:, k]
            H[k, :] = np.clip(H[k, :], 1e-16, np.inf)
        return H

    def fit(self, X):
        N, M = X.shape
        W = np.abs(rng.rand(N, self.K))
        H = np.abs(rng.rand(self.K, M))
        for _ in range(self.rounds):
            H = self._rows(X, W, H)
            loss = self._loss(X, W @ H)
        self.W, self.H = W, H
        return loss
