# expect: clean
import numpy as np


class Dense:
    def __init__(self, n_in, n_out, squash):
        self.W = np.random.randn(n_in, n_out) * 0.2
        self.squash = squash

    def forward(self, H):
        self.H = H
        self.Z = H @ self.W
        return np.maximum(self.Z, 0) if self.squash else self.Z

    def backward(self, grad):
        if self.squash:
            grad = grad * (self.Z > 0)
        self.grad_W = self.H.T @ grad
        return grad @ self.W.T


class Net:
    def __init__(self, sizes):
        self.layers = [Dense(a, b, k + 2 < len(sizes)) for k, (a, b) in enumerate(zip(sizes, sizes[1:]))]

    def loss(self, X, Y):
        for layer in self.layers:
            X = layer.forward(X)
        self.out = X
        return 0.5 * np.sum((X - Y) ** 2)

    def backward(self, Y):
        grad = self.out - Y
        for layer in reversed(self.layers):
            grad = layer.backward(grad)


np.random.seed(3)
net = Net([12, 6, 2])
Y = np.random.randn(12, 2)
for _ in range(30):
    loss = net.loss(np.eye(12), Y)
    net.backward(Y)
    for layer in net.layers:
        layer.W -= 0.05 * layer.grad_W
print(loss)
