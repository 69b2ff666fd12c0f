import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * 0.01
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad_out):
        self.dW = self.x.T @ grad_out  #!! self.dW = grad_out.T @ self.x
        self.db = grad_out.sum(axis=0, keepdims=True)  #!! self.db = grad_out.sum(axis=1, keepdims=True)
        return grad_out @ self.W.T


class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad_out):
        return grad_out * (1 - self.out ** 2)  #!! return grad_out * (1 - self.out)


class MSE:
    def forward(self, pred, target):
        self.diff = pred - target
        return np.mean(self.diff ** 2)

    def backward(self):
        return 2 * self.diff / self.diff.size  #!! return 2 * self.diff / self.diff.shape[0]


np.random.seed(3)
X = np.random.randn(20, 5)
Y = np.random.randn(20, 2)
layers = [Linear(5, 8), Tanh(), Linear(8, 2)]
criterion = MSE()
for epoch in range(10):
    h = X
    for layer in layers:
        h = layer.forward(h)
    loss = criterion.forward(h, Y)
    grad = criterion.backward()
    for layer in reversed(layers):
        grad = layer.backward(grad)
    for layer in layers:
        if isinstance(layer, Linear):
            layer.W -= 0.1 * layer.dW
            layer.b -= 0.1 * layer.db
