# expect: clean
import numpy as np


class Layer:
    def forward(self, x):
        raise NotImplementedError

    def backward(self, grad):
        raise NotImplementedError


class ELU(Layer):
    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x):
        self.x = x
        return np.where(x >= 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))

    def backward(self, grad):
        return grad * np.where(self.x >= 0, 1.0, self.alpha * np.exp(np.minimum(self.x, 0)))


class Softplus(Layer):
    def forward(self, x):
        self.x = x
        return np.log(1 + np.exp(x))

    def backward(self, grad):
        return grad / (1 + np.exp(-self.x))


class Swish(Layer):
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return x * self.s

    def backward(self, grad):
        return grad * (self.s + self.x * self.s * (1 - self.s))


class PReLU(Layer):
    """one learned slope per feature"""
    def __init__(self, n):
        self.a = np.full(n, 0.25)
        self.grad_a = np.zeros(n)

    def forward(self, x):
        self.x = x
        return np.maximum(x, 0) + self.a * np.minimum(x, 0)

    def backward(self, grad):
        self.grad_a = np.sum(grad * np.minimum(self.x, 0), axis=0)
        return grad * np.where(self.x > 0, 1, self.a)


class Dense(Layer):
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.grad_W = self.x.T @ grad
        self.grad_b = grad.sum(axis=0)
        return grad @ self.W.T


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    def update(self, lr):
        for layer in self.layers:
            if isinstance(layer, Dense):
                layer.W -= lr * layer.grad_W
                layer.b -= lr * layer.grad_b
            elif isinstance(layer, PReLU):
                layer.a -= lr * layer.grad_a


def mse(pred, target):
    return np.mean((pred - target) ** 2)


def mse_grad(pred, target):
    return 2 * (pred - target) / pred.size


np.random.seed(0)
model = Sequential(Dense(3, 8), ELU(), Dense(8, 8), PReLU(8), Dense(8, 6), Swish(), Dense(6, 4), Softplus(), Dense(4, 2))
X = np.random.randn(32, 3)
Y = np.stack([np.sin(X[:, 0]), X[:, 1] * X[:, 2]], axis=1)
for epoch in range(60):
    pred = model.forward(X)
    if epoch % 20 == 0:
        print(f"epoch {epoch} mse {mse(pred, Y):.4f}")
    dX = model.backward(mse_grad(pred, Y))
    model.update(0.05)
