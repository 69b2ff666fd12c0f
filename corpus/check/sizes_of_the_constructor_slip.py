# expect: LBZ101 line 37
import numpy as np


class FactorizationMachine:
    """
    Second order factorization machine for binary clicks.

        f(x) = w0 + <w, x> + 0.5 * sum_k [(sum_i v_ik x_i)^2 - sum_i v_ik^2 x_i^2]
    """

    def __init__(self, n_features, k=3, reg=1e-3, random_state=0):
        rs = np.random.RandomState(random_state)
        self.w0 = 0.0
        self.w = np.zeros(n_features)
        self.V = rs.normal(scale=0.1, size=(n_features, k))
        self.reg = reg

    def decision(self, X):
        S = X @ self.V                              # (n_samples, k)
        inter = 0.5 * np.sum(S ** 2 - (X ** 2) @ (self.V ** 2), axis=1)   # (n_samples,)
        return self.w0 + X @ self.w + inter

    def loss(self, X, y):
        # y in {-1, +1}
        m = y * self.decision(X)
        data = np.mean(np.logaddexp(0.0, -m))
        return data + 0.5 * self.reg * (np.sum(self.w ** 2) + np.sum(self.V ** 2))

    def grad(self, X, y):
        n = X.shape[0]
        f = self.decision(X)
        delta = -y / (1.0 + np.exp(y * f)) / n      # (n_samples,)
        g0 = delta.sum()
        gw = X.T @ delta + self.reg * self.w        # (n_features,)
        S = X @ self.V
        gV = X.T @ (delta[:, None] * S)             # (k, n_features)
        gV -= ((X ** 2).T @ delta)[:, None] * self.V
        gV += self.reg * self.V
        return g0, gw, gV

    def fit(self, X, y, lr=0.5, epochs=100):
        for _ in range(epochs):
            g0, gw, gV = self.grad(X, y)
            self.w0 -= lr * g0
            self.w -= lr * gw
            self.V -= lr * gV
        return self


if __name__ == '__main__':
    rs = np.random.RandomState(4)
    X = (rs.rand(200, 11) < 0.3).astype(float)
    y = np.where(X[:, 0] * X[:, 1] + X[:, 2] - 0.5 * X[:, 3] > 0.2, 1.0, -1.0)
    fm = FactorizationMachine(11)
    print('before', fm.loss(X, y))
    fm.fit(X, y)
    print('after ', fm.loss(X, y))
