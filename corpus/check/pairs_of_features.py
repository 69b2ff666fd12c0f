# expect: clean
# Samples one after the other: the number that all predictions begin with was stepped before the
# second one, and is not what the first loss was made of.
import numpy as np


class Pairs:
    def __init__(self, n, k=3, rate=0.02, decay=0.01):
        self.w0 = 0.0
        self.w = np.zeros(n)
        self.V = 0.1 * np.random.randn(n, k)
        self.rate, self.decay = rate, decay

    def predict(self, x):
        s = x @ self.V
        return self.w0 + self.w @ x + 0.5 * np.sum(s ** 2 - (x ** 2) @ (self.V ** 2))

    def loss_of(self, x, y):
        err = self.predict(x) - y
        return 0.5 * err ** 2 + 0.5 * self.decay * (np.sum(self.w ** 2) + np.sum(self.V ** 2))

    def grads_of(self, x, y):
        err = self.predict(x) - y
        grad_w0 = err
        grad_w = err * x + self.decay * self.w
        grad_V = err * (np.outer(x, x @ self.V) - (x ** 2)[:, None] * self.V)
        grad_V += self.decay * self.V
        return grad_w0, grad_w, grad_V

    def fit(self, X, y, epochs=10):
        for epoch in range(epochs):
            total = 0.0
            for x_i, y_i in zip(X, y):
                total += self.loss_of(x_i, y_i)
                g0, gw, gV = self.grads_of(x_i, y_i)
                self.w0 -= self.rate * g0
                self.w -= self.rate * gw
                self.V -= self.rate * gV
            print(epoch, total)


X = np.random.randn(60, 5)
Pairs(5).fit(X, 1 + X[:, 0] * X[:, 1])
