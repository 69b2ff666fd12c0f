# expect: LBZ201 line 27
import numpy as np


class Dense:
    def __init__(self, n, m):
        self.W = np.random.randn(n, m) * 0.3
        self.b = np.zeros(m)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T


class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return x * self.s

    def backward(self, grad):
        return grad * (self.x * self.s * (1 - self.s))


class Scale:
    def __init__(self, keep):
        self.keep = keep

    def forward(self, x):
        self.mask = np.random.rand(*x.shape) < self.keep
        return x * self.mask / self.keep

    def backward(self, grad):
        return grad * self.mask / self.keep


def mse(out, y):
    return np.mean((out - y) ** 2), 2 * (out - y) / out.size


x, y = np.random.randn(12, 4), np.random.randn(12, 2)
layers = [Dense(4, 6), Swish(), Scale(0.8), Dense(6, 2)]
for epoch in range(10):
    out = x
    for layer in layers:
        out = layer.forward(out)
    loss, grad = mse(out, y)
    for layer in reversed(layers):
        grad = layer.backward(grad)
    for layer in layers:
        if isinstance(layer, Dense):
            layer.W -= 0.1 * layer.dW
            layer.b -= 0.1 * layer.db
