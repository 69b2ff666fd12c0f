import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout  #!! self.dW = dout.T @ self.x
        self.db = dout.sum(axis=0, keepdims=True)  #!! self.db = dout.sum(axis=1, keepdims=True)
        return dout @ self.W.T


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask  #!! return dout * (1 - self.mask)


class Sigmoid:
    def forward(self, x):
        self.x = x
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)  #!! return dout * self.x * (1 - self.x)


class MSE:
    def forward(self, pred, target):
        self.diff = pred - target
        return np.mean(self.diff ** 2)

    def backward(self):
        return 2 * self.diff / self.diff.size  #!! return 2 * self.diff / self.diff.shape[0]


class Net:
    def __init__(self, sizes):
        self.layers = [Linear(sizes[0], sizes[1]), ReLU(), Linear(sizes[1], sizes[2]), Sigmoid()]
        self.criterion = MSE()

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, y):
        return self.criterion.forward(self.forward(x), y)

    def backward(self):
        grad = self.criterion.backward()
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad


np.random.seed(0)
net = Net([4, 8, 2])
x = np.random.randn(10, 4)
y = np.random.rand(10, 2)
loss = net.loss(x, y)
net.backward()
