# expect: clean
import numpy as np


class Decayed:
    """Two layers; what shrinks the weights is added where they go back."""

    def __init__(self, inputs, units, outputs, decay):
        self.V = np.random.randn(inputs, units) / inputs
        self.U = np.random.randn(units, outputs) / units
        self.decay = decay

    def forward(self, X):
        self.X = X
        self.H = np.tanh(X @ self.V)
        return self.H @ self.U

    def backward(self, dout):
        dU = self.H.T @ dout + self.decay * self.U
        dH = dout @ self.U.T * (1 - self.H ** 2)
        dV = self.X.T @ dH + self.decay * self.V
        return dV, dU

    def loss(self, X, T):
        out = self.forward(X)
        total = np.sum((out - T) ** 2) / (2 * len(X))
        total += self.decay / 2 * (np.sum(self.V ** 2) + np.sum(self.U ** 2))
        return total, self.backward((out - T) / len(X))


net = Decayed(5, 4, 3, 0.01)
X, T = np.random.randn(12, 5), np.random.randn(12, 3)
for _ in range(50):
    total, (dV, dU) = net.loss(X, T)
    net.V -= 0.1 * dV
    net.U -= 0.1 * dU
