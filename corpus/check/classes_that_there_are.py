# expect: clean
import numpy as np


class Dual:
    def __init__(self, width=1.5, ridge=0.1, rate=0.2):
        self.width = width
        self.ridge = ridge
        self.rate = rate

    def gram(self, U, V):
        d = np.sum(U ** 2, 1)[:, None] + np.sum(V ** 2, 1)[None, :] - 2 * U @ V.T
        return np.exp(-d / self.width)

    def loss_and_grad(self, a, G, T):
        """
        a : coefficients of shape (n, c)
        G : Gram matrix of shape (n, n)
        T : targets of shape (n, c)
        """
        F = G @ a
        loss = 0.5 * np.sum((F - T) ** 2) + 0.5 * self.ridge * np.sum(a * F)
        grad = G @ (F - T + self.ridge * a)
        return loss, grad

    def fit(self, X, y):
        self.labels = np.unique(y)
        T = (y[:, None] == self.labels[None, :]).astype(float)
        G = self.gram(X, X)
        self.a = np.zeros(T.shape)
        for _ in range(50):
            loss, grad = self.loss_and_grad(self.a, G, T)
            self.a -= self.rate * grad
        return self
