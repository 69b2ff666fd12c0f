# expect: LBZ203 line 16
# The last layer has one unit: there, the sum over the wrong axis is the gradient it is handed.
import numpy as np


class Linear:
    def __init__(self, fan_in, fan_out):
        self.W = np.random.randn(fan_in, fan_out) / np.sqrt(fan_in)
        self.b = np.zeros((1, fan_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.db = grad.sum(axis=1, keepdims=True)
        self.dW = self.x.T @ grad
        return grad @ self.W.T


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, grad):
        return grad * (1 - self.y**2)


rng = np.random.default_rng(4)
x = rng.normal(size=(12, 3))
target = np.sin(x.sum(axis=1, keepdims=True))
net = [Linear(3, 8), Tanh(), Linear(8, 1)]
out = x
for layer in net:
    out = layer.forward(out)
loss = np.mean((out - target) ** 2)
grad = 2 * (out - target) / len(target)
for layer in reversed(net):
    grad = layer.backward(grad)
print(loss)
