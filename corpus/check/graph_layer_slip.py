# expect: LBZ201 line 26
import numpy as np


class GraphNet:
    def __init__(self, d, h, c):
        self.W0 = np.random.randn(d, h) * 0.3
        self.W1 = np.random.randn(h, c) * 0.3

    def forward(self, A, X):
        self.AX = A @ X
        self.P = self.AX @ self.W0
        self.H = np.tanh(self.P)
        self.AH = A @ self.H
        Z = self.AH @ self.W1
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        return E / E.sum(axis=1, keepdims=True)

    def loss(self, A, X, Y):
        out = self.forward(A, X)
        return -np.sum(Y * np.log(out)) / len(Y), out

    def backward(self, out, Y):
        dZ = (out - Y) / len(Y)
        dW1 = self.AH.T @ dZ
        dH = dZ @ self.W1.T
        dP = dH * (1 - self.H**2)
        dW0 = self.AX.T @ dP
        return dW0, dW1


n = 12
group = np.arange(n) % 2
chance = np.where(group[:, None] == group[None, :], 0.6, 0.3)
links = np.triu(np.random.rand(n, n) < chance, 1).astype(float)
A = links + links.T + np.eye(n)
A = A / A.sum(axis=1, keepdims=True)
net = GraphNet(n, 5, 2)
for epoch in range(50):
    l, out = net.loss(A, np.eye(n), np.eye(2)[group])
    dW0, dW1 = net.backward(out, np.eye(2)[group])
    net.W0 -= 0.3 * dW0
    net.W1 -= 0.3 * dW1
