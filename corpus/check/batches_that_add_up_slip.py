# expect: LBZ202 line 61
# Two small batches make one step: each adds its half of the gradient.
import numpy as np


class Dense:
    params = ('w', 'b')

    def __init__(self, n, m):
        self.w, self.b = np.random.randn(n, m), np.zeros((1, m))

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, grad_out):
        self.w_grad += self.x.T @ grad_out
        self.b_grad += grad_out.sum(axis=0, keepdims=True)
        return grad_out @ self.w.T


class Tanh:
    params = ()

    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad_out):
        return grad_out * (1 - self.out ** 2)


class Net:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad_out):
        for layer in self.layers[::-1]:
            grad_out = layer.backward(grad_out)

    def zero_grad(self):
        for layer in self.layers:
            for name in layer.params:
                setattr(layer, name + '_grad', np.zeros_like(getattr(layer, name)))


x, y = np.random.randn(40, 2), np.random.randn(40, 1)
net = Net(Dense(2, 5), Tanh(), Dense(5, 1))
batches = 2
for epoch in range(60):
    net.zero_grad()
    for part, idx in enumerate(np.split(np.random.permutation(40), 4)):
        out = net.forward(x[idx])
        loss = 0.5 * np.mean((out - y[idx]) ** 2)
        grad = (out - y[idx]) / out.size
        net.backward(grad / (3 * batches))
        if part % batches == batches - 1:
            for layer in net.layers:
                for name in layer.params:
                    setattr(layer, name, getattr(layer, name) - 0.3 * getattr(layer, name + '_grad'))
            net.zero_grad()
    print(epoch, loss)
