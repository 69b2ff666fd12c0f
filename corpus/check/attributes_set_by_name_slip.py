# expect: LBZ207 line 21
# verified: self.db
# What setattr sets to 0 in each round begins anew there, and what it steps is another value.
import numpy as np


class Layer:
    def __init__(self, n, m):
        self.W, self.b = np.random.randn(n, m), np.zeros(m)
        self.names = ['W', 'b']

    def forward(self, x):
        self.x = x
        self.out = np.tanh(x @ self.W + self.b)
        return self.out

    def backward(self, dout):
        for name in self.names:
            setattr(self, 'd' + name, np.zeros_like(getattr(self, name)))
        da = dout * (1 - self.out ** 2)
        self.dW += self.x.T @ dout
        self.db += da.sum(axis=0)
        return da @ self.W.T


X, Y = np.random.randn(30, 4), np.random.randn(30, 3)
layer = Layer(4, 3)
for epoch in range(20):
    out = layer.forward(X)
    loss = 0.5 * np.sum((out - Y) ** 2)
    layer.backward(out - Y)
    for name in layer.names:
        setattr(layer, name, getattr(layer, name) - 0.01 * getattr(layer, 'd' + name))
    print(epoch, loss)
