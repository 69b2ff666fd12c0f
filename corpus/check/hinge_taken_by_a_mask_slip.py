# expect: LBZ201 line 18
import numpy as np


class LinearSVM:
    def __init__(self, C=1.0):
        self.C = C

    def cost(self, X, y):
        margin = y * (X.dot(self.w) + self.b)
        slack = np.maximum(0, 1 - margin)
        return 0.5 * self.w.dot(self.w) + self.C * slack.sum()

    def gradient(self, X, y):
        margin = y * (X.dot(self.w) + self.b)
        viol = margin < 1
        coef = -self.C * y[viol]  # no weight, though weights are called so elsewhere
        dw = coef.dot(X[viol])
        db = coef.sum()
        return dw, db

    def fit(self, X, y, lr=0.001, epochs=300):
        self.w = np.zeros(X.shape[1])
        self.b = 0.
        self.losses_ = []
        for _ in range(epochs):
            dw, db = self.gradient(X, y)
            self.w -= lr * dw
            self.b -= lr * db
            self.losses_.append(self.cost(X, y))
        return self


rng = np.random.RandomState(6)
X = np.r_[rng.randn(30, 2) - [2, 1], rng.randn(30, 2) + [2, 1]]
y = np.array([-1] * 30 + [1] * 30)
svm = LinearSVM(C=1.0).fit(X, y)
print(svm.losses_[-1])
