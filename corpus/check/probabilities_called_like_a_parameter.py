# expect: clean
# verified: self.grad_W, self.grad_b, what SoftmaxCrossEntropy.backward returns
import numpy as np


class Layer:
    def __init__(self):
        self.params = []
        self.grads = []

    def forward(self, x, train=True):
        raise NotImplementedError

    def backward(self, grad):
        raise NotImplementedError


class Dense(Layer):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)
        self.params = [self.W, self.b]

    def forward(self, x, train=True):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, grad):
        self.grad_W = np.dot(self.x.T, grad)
        self.grad_b = grad.sum(axis=0)
        self.grads = [self.grad_W, self.grad_b]
        return np.dot(grad, self.W.T)


class Dropout(Layer):
    """Inverted dropout."""

    def __init__(self, p=0.3):
        super().__init__()
        self.p = p
        self.mask = None

    def forward(self, x, train=True):
        if not train:
            self.mask = np.ones_like(x)
            return x
        self.mask = (np.random.rand(*x.shape) >= self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, grad):
        return grad * self.mask


class SoftmaxCrossEntropy:
    def forward(self, logits, y):
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        self.y = y
        return -np.log(self.p[range(len(y)), y]).mean()

    def backward(self):
        grad = self.p.copy()
        grad[range(len(self.y)), self.y] -= 1
        return grad / len(self.y)


class Network:
    def __init__(self, layers):
        self.layers = layers
        self.loss_fn = SoftmaxCrossEntropy()

    def forward(self, x, train=True):
        for layer in self.layers:
            x = layer.forward(x, train)
        return x

    def train_step(self, x, y, lr):
        loss = self.loss_fn.forward(self.forward(x), y)
        grad = self.loss_fn.backward()
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        for layer in self.layers:
            for p, g in zip(layer.params, layer.grads):
                p -= lr * g
        return loss


if __name__ == '__main__':
    np.random.seed(10)
    X = np.random.randn(90, 4)
    y = (X[:, 0] * X[:, 1] > 0).astype(int)
    net = Network([Dense(4, 16), Dropout(0.2), Dense(16, 2)])
    for epoch in range(60):
        loss = net.train_step(X, y, 0.2)
        if epoch % 20 == 0:
            print('epoch', epoch, 'loss', loss)
    print('acc', (net.forward(X, train=False).argmax(axis=1) == y).mean())
