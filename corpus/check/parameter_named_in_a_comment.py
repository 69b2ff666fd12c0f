# expect: clean
# verified: self.grad_weights
# verified: self.grad_biases
import numpy as np

np.random.seed(99)


class Layer:
    def forward(self, x, training=True):
        raise NotImplementedError

    def backward(self, grad_output):
        raise NotImplementedError

    def parameters(self):
        return []


class Dense(Layer):
    def __init__(self, input_units, output_units):
        # He initialisation
        self.weights = np.random.randn(input_units, output_units) * np.sqrt(2.0 / input_units)
        self.biases = np.zeros(output_units)

    def forward(self, x, training=True):
        """
        input shape: [batch, input_units]
        output shape: [batch, output_units]
        """
        self.input = x
        return np.dot(x, self.weights) + self.biases

    def backward(self, grad_output):
        # grad_output shape: [batch, output_units]
        self.grad_weights = np.dot(self.input.T, grad_output)   # [input_units, output_units]
        self.grad_biases = grad_output.sum(axis=0)              # [output_units]
        return np.dot(grad_output, self.weights.T)              # [batch, input_units]

    def parameters(self):
        return [(self.weights, self.grad_weights), (self.biases, self.grad_biases)]


class ReLU(Layer):
    def forward(self, x, training=True):
        self.mask = x > 0
        return x * self.mask

    def backward(self, grad_output):
        return grad_output * self.mask


class Dropout(Layer):
    def __init__(self, rate):
        self.rate = rate

    def forward(self, x, training=True):
        if not training:
            self.mask = np.ones_like(x)
        else:
            self.mask = (np.random.rand(*x.shape) >= self.rate) / (1.0 - self.rate)
        return x * self.mask

    def backward(self, grad_output):
        return grad_output * self.mask


class Adam:
    def __init__(self, lr=1e-2, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.t = 0
        self.m, self.v = {}, {}

    def update(self, params):
        self.t += 1
        for k, (w, g) in enumerate(params):
            m = self.m.get(k, np.zeros_like(w))
            v = self.v.get(k, np.zeros_like(w))
            m = self.b1 * m + (1 - self.b1) * g
            v = self.b2 * v + (1 - self.b2) * g ** 2
            self.m[k], self.v[k] = m, v
            mhat = m / (1 - self.b1 ** self.t)
            vhat = v / (1 - self.b2 ** self.t)
            w -= self.lr * mhat / (np.sqrt(vhat) + self.eps)


def mse_loss(pred, target):
    """pred, target: [batch, 1]. Returns the loss and its gradient, [batch, 1]"""
    diff = pred - target
    return np.mean(diff ** 2), 2 * diff / diff.size


network = [Dense(5, 16), ReLU(), Dropout(0.2), Dense(16, 8), ReLU(), Dense(8, 1)]
optimizer = Adam()
X = np.random.randn(64, 5)                            # [64, 5]
t = (X[:, :1] * X[:, 1:2] + X[:, 2:3])                # [64, 1]
for epoch in range(60):
    a = X
    for layer in network:
        a = layer.forward(a)
    loss, grad = mse_loss(a, t)
    for layer in network[::-1]:
        grad = layer.backward(grad)
    optimizer.update([p for layer in network for p in layer.parameters()])
    if epoch % 20 == 0:
        print('epoch %3d  loss %.4f' % (epoch, loss))
