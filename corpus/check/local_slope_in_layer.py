# expect: clean
"""Activations whose backward pass names the slope before it takes the cotangent into account."""
import numpy as np


class Rectifier:
    def __init__(self):
        self.seen = None

    def forward(self, X):
        self.seen = X
        return np.maximum(0, X)

    def backward(self, dZ):
        X = self.seen
        grad = (X > 0).astype(float)
        return dZ * grad


class Softsign:
    def __init__(self):
        self.seen = None

    def forward(self, X):
        self.seen = X
        return X / (1.0 + np.abs(X))

    def backward(self, dZ):
        grad = 1.0 / (1.0 + np.abs(self.seen)) ** 2
        dX = grad * dZ
        return dX


class Leaky:
    def __init__(self, slope=0.01):
        self.slope = slope
        self.seen = None

    def forward(self, X):
        self.seen = X
        return np.where(X > 0, X, self.slope * X)

    def backward(self, dZ):
        X = self.seen
        grad = np.where(X > 0, 1.0, self.slope)
        return dZ * grad


class EntryByEntry:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, grad_output):
        grad_input = np.zeros_like(self.out)
        for i in range(len(self.out)):
            local_grad = self.out[i] * (1 - self.out[i])
            grad_input[i] = grad_output[i] * local_grad
        return grad_input
