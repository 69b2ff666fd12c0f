# expect: LBZ201 line 21
import numpy as np


class Weighted:
    """Softmax regression in which rare classes weigh more."""

    def __init__(self, y, dim, classes):
        found, counts = np.unique(y, return_counts=True)
        self.W = np.random.randn(dim, classes)
        self.weight = np.log(len(y)) - np.log(counts)

    def loss(self, X, Y):
        s = X @ self.W
        s = s - np.max(s, axis=1, keepdims=True)
        self.P = np.exp(s) / np.sum(np.exp(s), axis=1, keepdims=True)
        return -np.mean(np.sum(self.weight * Y * np.log(self.P), axis=1))

    def gradient(self, X, Y):
        c = self.weight * Y
        dW = X.T @ (self.P * c - c) / len(X)
        return dW


np.random.seed(0)
X = np.random.randn(30, 4)
y = np.random.randint(0, 3, 30)
Y = np.eye(3)[y]
model = Weighted(y, 4, 3)
for step in range(50):
    loss = model.loss(X, Y)
    model.W -= 0.5 * model.gradient(X, Y)
print(loss)
