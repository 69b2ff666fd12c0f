# expect: clean
"""A small neural-network library in NumPy: layers, losses, optimizers, training.

Conventions: activations are (batch, features); every layer keeps what it needs
for the way back in self, and puts the gradients of its parameters in self.grads.
"""
import argparse
import time

import numpy as np


# ---------------------------------------------------------------------------
# initialisers
# ---------------------------------------------------------------------------

def xavier(rng, fan_in, fan_out):
    """Glorot initialisation, shape (fan_in, fan_out)."""
    scale = np.sqrt(2.0 / (fan_in + fan_out))
    return scale * rng.randn(fan_in, fan_out)


def he(rng, fan_in, fan_out):
    """He initialisation, shape (fan_in, fan_out)."""
    return np.sqrt(2.0 / fan_in) * rng.randn(fan_in, fan_out)


# ---------------------------------------------------------------------------
# layers
# ---------------------------------------------------------------------------

class Layer:
    """Base class of everything that has a forward and a backward pass."""

    def __init__(self):
        self.params = {}
        self.grads = {}
        self.training = True

    def forward(self, x):
        raise NotImplementedError

    def backward(self, dout):
        raise NotImplementedError

    def num_params(self):
        return sum(p.size for p in self.params.values())


class Linear(Layer):
    """y = x W + b"""

    def __init__(self, n_in, n_out, rng, init=he):
        super().__init__()
        self.params['W'] = init(rng, n_in, n_out)
        self.params['b'] = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.params['W'] + self.params['b']

    def backward(self, dout):
        self.grads['W'] = self.x.T @ dout
        self.grads['b'] = dout.sum(axis=0)
        dx = dout @ self.params['W'].T
        return dx


class ReLU(Layer):
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, dout):
        dx = dout * self.mask
        return dx


class LeakyReLU(Layer):
    def __init__(self, slope=0.01):
        super().__init__()
        self.slope = slope

    def forward(self, x):
        self.x = x
        return np.where(x > 0, x, self.slope * x)

    def backward(self, dout):
        dx = np.where(self.x > 0, dout, self.slope * dout)
        return dx


class Tanh(Layer):
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, dout):
        dx = dout * (1 - self.out ** 2)
        return dx


class Sigmoid(Layer):
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        dx = dout * self.out * (1 - self.out)
        return dx


class Softplus(Layer):
    def forward(self, x):
        self.x = x
        return np.logaddexp(0, x)

    def backward(self, dout):
        dx = dout / (1 + np.exp(-self.x))
        return dx


class Swish(Layer):
    """x * sigmoid(x)"""

    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return x * self.s

    def backward(self, dout):
        dx = dout * (self.s + self.x * self.s * (1 - self.s))
        return dx


class Dropout(Layer):
    def __init__(self, rate, rng):
        super().__init__()
        self.rate = rate
        self.rng = rng

    def forward(self, x):
        if not self.training:
            return x
        keep = 1 - self.rate
        self.mask = (self.rng.rand(*x.shape) < keep) / keep
        return x * self.mask

    def backward(self, dout):
        if not self.training:
            return dout
        dx = dout * self.mask
        return dx


class BatchNorm(Layer):
    """Normalises each feature over the batch."""

    def __init__(self, n, momentum=0.9, eps=1e-5):
        super().__init__()
        self.params['gamma'] = np.ones(n)
        self.params['beta'] = np.zeros(n)
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros(n)
        self.running_var = np.ones(n)

    def forward(self, x):
        if not self.training:
            x_hat = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
            return self.params['gamma'] * x_hat + self.params['beta']
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        self.inv_std = 1 / np.sqrt(var + self.eps)
        self.x_hat = (x - mu) * self.inv_std
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        return self.params['gamma'] * self.x_hat + self.params['beta']

    def backward(self, dout):
        N = dout.shape[0]
        self.grads['gamma'] = np.sum(dout * self.x_hat, axis=0)
        self.grads['beta'] = np.sum(dout, axis=0)
        dx_hat = dout * self.params['gamma']
        dx = self.inv_std / N * (N * dx_hat - dx_hat.sum(axis=0)
                                 - self.x_hat * np.sum(dx_hat * self.x_hat, axis=0))
        return dx


class LayerNorm(Layer):
    """Normalises each sample over its features."""

    def __init__(self, n, eps=1e-5):
        super().__init__()
        self.params['gamma'] = np.ones(n)
        self.params['beta'] = np.zeros(n)
        self.eps = eps

    def forward(self, x):
        mu = x.mean(axis=1, keepdims=True)
        var = x.var(axis=1, keepdims=True)
        self.inv_std = 1 / np.sqrt(var + self.eps)
        self.x_hat = (x - mu) * self.inv_std
        return self.params['gamma'] * self.x_hat + self.params['beta']

    def backward(self, dout):
        self.grads['gamma'] = (dout * self.x_hat).sum(axis=0)
        self.grads['beta'] = dout.sum(axis=0)
        dx_hat = dout * self.params['gamma']
        dx = self.inv_std * (dx_hat - dx_hat.mean(axis=1, keepdims=True)
                             - self.x_hat * (dx_hat * self.x_hat).mean(axis=1, keepdims=True))
        return dx


class Residual(Layer):
    """x + f(x), where f is another layer."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return x + self.inner.forward(x)

    def backward(self, dout):
        return dout + self.inner.backward(dout)


class Sequential(Layer):
    def __init__(self, *layers):
        super().__init__()
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def train(self):
        for layer in self.layers:
            layer.training = True

    def eval(self):
        for layer in self.layers:
            layer.training = False

    def num_params(self):
        return sum(layer.num_params() for layer in self.layers)


# ---------------------------------------------------------------------------
# losses
# ---------------------------------------------------------------------------

class MeanSquaredError:
    def forward(self, pred, target):
        self.diff = pred - target
        return np.mean(self.diff ** 2)

    def backward(self):
        dpred = 2 * self.diff / self.diff.size
        return dpred


class Huber:
    def __init__(self, delta=1.0):
        self.delta = delta

    def forward(self, pred, target):
        self.diff = pred - target
        a = np.abs(self.diff)
        loss = np.where(a <= self.delta, 0.5 * self.diff ** 2, self.delta * (a - 0.5 * self.delta))
        return loss.mean()

    def backward(self):
        dpred = np.clip(self.diff, -self.delta, self.delta) / self.diff.size
        return dpred


class BinaryCrossEntropy:
    """On probabilities."""

    def forward(self, p, y):
        self.p = np.clip(p, 1e-7, 1 - 1e-7)
        self.y = y
        return -np.mean(y * np.log(self.p) + (1 - y) * np.log(1 - self.p))

    def backward(self):
        dp = (self.p - self.y) / (self.p * (1 - self.p)) / self.y.size
        return dp


class SoftmaxCrossEntropy:
    """On scores and whole-number labels."""

    def forward(self, scores, y):
        shifted = scores - scores.max(axis=1, keepdims=True)
        e = np.exp(shifted)
        self.probs = e / e.sum(axis=1, keepdims=True)
        self.y = y
        N = scores.shape[0]
        return -np.log(self.probs[np.arange(N), y]).mean()

    def backward(self):
        N = self.y.shape[0]
        dscores = self.probs.copy()
        dscores[np.arange(N), self.y] -= 1
        dscores /= N
        return dscores


# ---------------------------------------------------------------------------
# optimizers
# ---------------------------------------------------------------------------

class SGD:
    def __init__(self, layers, lr=0.1, weight_decay=0.0):
        self.layers = layers
        self.lr = lr
        self.weight_decay = weight_decay

    def step(self):
        for layer in self.layers:
            for key in layer.params:
                g = layer.grads[key] + self.weight_decay * layer.params[key]
                layer.params[key] -= self.lr * g


class Momentum:
    def __init__(self, layers, lr=0.1, beta=0.9):
        self.layers = layers
        self.lr = lr
        self.beta = beta
        self.v = [{k: np.zeros_like(p) for k, p in layer.params.items()} for layer in layers]

    def step(self):
        for layer, v in zip(self.layers, self.v):
            for key in layer.params:
                v[key] = self.beta * v[key] - self.lr * layer.grads[key]
                layer.params[key] += v[key]


class RMSProp:
    def __init__(self, layers, lr=0.001, rho=0.9, eps=1e-8):
        self.layers = layers
        self.lr = lr
        self.rho = rho
        self.eps = eps
        self.s = [{k: np.zeros_like(p) for k, p in layer.params.items()} for layer in layers]

    def step(self):
        for layer, s in zip(self.layers, self.s):
            for key in layer.params:
                g = layer.grads[key]
                s[key] = self.rho * s[key] + (1 - self.rho) * g ** 2
                layer.params[key] -= self.lr * g / (np.sqrt(s[key]) + self.eps)


class Adam:
    def __init__(self, layers, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        self.layers = layers
        self.lr = lr
        self.b1, self.b2 = betas
        self.eps = eps
        self.t = 0
        self.m = [{k: np.zeros_like(p) for k, p in layer.params.items()} for layer in layers]
        self.v = [{k: np.zeros_like(p) for k, p in layer.params.items()} for layer in layers]

    def step(self):
        self.t += 1
        for layer, m, v in zip(self.layers, self.m, self.v):
            for key in layer.params:
                g = layer.grads[key]
                m[key] = self.b1 * m[key] + (1 - self.b1) * g
                v[key] = self.b2 * v[key] + (1 - self.b2) * g * g
                m_hat = m[key] / (1 - self.b1 ** self.t)
                v_hat = v[key] / (1 - self.b2 ** self.t)
                layer.params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


# ---------------------------------------------------------------------------
# a recurrent cell, by functions
# ---------------------------------------------------------------------------

def rnn_forward(x, h0, Wx, Wh, b):
    """x: (N, T, D), h0: (N, H) -> all states (N, T, H)."""
    N, T, D = x.shape
    H = h0.shape[1]
    h = np.zeros((N, T, H))
    prev = h0
    for t in range(T):
        prev = np.tanh(x[:, t] @ Wx + prev @ Wh + b)
        h[:, t] = prev
    cache = (x, h0, Wx, Wh, h)
    return h, cache


def rnn_backward(dh, cache):
    x, h0, Wx, Wh, h = cache
    N, T, D = x.shape
    dx = np.zeros_like(x)
    dWx = np.zeros_like(Wx)
    dWh = np.zeros_like(Wh)
    db = np.zeros(h.shape[2])
    dprev = np.zeros_like(h0)
    for t in reversed(range(T)):
        da = (dh[:, t] + dprev) * (1 - h[:, t] ** 2)
        before = h[:, t - 1] if t > 0 else h0
        dx[:, t] = da @ Wx.T
        dWx += x[:, t].T @ da
        dWh += before.T @ da
        db += da.sum(axis=0)
        dprev = da @ Wh.T
    dh0 = dprev
    return dx, dh0, dWx, dWh, db


# ---------------------------------------------------------------------------
# numerical check
# ---------------------------------------------------------------------------

def numerical_gradient(f, x, eps=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=['multi_index'])
    while not it.finished:
        i = it.multi_index
        old = x[i]
        x[i] = old + eps
        plus = f(x)
        x[i] = old - eps
        minus = f(x)
        x[i] = old
        grad[i] = (plus - minus) / (2 * eps)
        it.iternext()
    return grad


def relative_error(a, b):
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


# ---------------------------------------------------------------------------
# data
# ---------------------------------------------------------------------------

def spirals(rng, per_class=100, classes=3, noise=0.2):
    X = np.zeros((per_class * classes, 2))
    y = np.zeros(per_class * classes, dtype=int)
    for c in range(classes):
        rows = range(per_class * c, per_class * (c + 1))
        r = np.linspace(0, 1, per_class)
        t = np.linspace(c * 4, (c + 1) * 4, per_class) + noise * rng.randn(per_class)
        X[rows] = np.c_[r * np.sin(t), r * np.cos(t)]
        y[rows] = c
    return X, y


def batches(X, y, size, rng):
    order = rng.permutation(X.shape[0])
    for start in range(0, X.shape[0], size):
        rows = order[start:start + size]
        yield X[rows], y[rows]


# ---------------------------------------------------------------------------
# training
# ---------------------------------------------------------------------------

def accuracy(model, X, y):
    model.eval()
    scores = model.forward(X)
    model.train()
    return np.mean(scores.argmax(axis=1) == y)


def train(model, criterion, optimizer, X, y, epochs=10, batch_size=32, rng=None, verbose=True):
    history = []
    for epoch in range(epochs):
        total = 0.0
        steps = 0
        for xb, yb in batches(X, y, batch_size, rng):
            scores = model.forward(xb)
            loss = criterion.forward(scores, yb)
            dscores = criterion.backward()
            model.backward(dscores)
            optimizer.step()
            total += loss
            steps += 1
        history.append(total / steps)
        if verbose:
            print('epoch %d: loss %.4f, accuracy %.3f' % (epoch, total / steps, accuracy(model, X, y)))
    return history


def build(rng, hidden=32):
    return Sequential(
        Linear(2, hidden, rng),
        BatchNorm(hidden),
        ReLU(),
        Residual(Linear(hidden, hidden, rng)),
        LayerNorm(hidden),
        Tanh(),
        Dropout(0.1, rng),
        Linear(hidden, 3, rng, init=xavier),
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--epochs', type=int, default=5)
    parser.add_argument('--lr', type=float, default=0.01)
    args = parser.parse_args()

    rng = np.random.RandomState(0)
    X, y = spirals(rng)
    model = build(rng)
    print('parameters:', model.num_params())

    start = time.time()
    optimizer = Adam(model.layers, lr=args.lr)
    history = train(model, SoftmaxCrossEntropy(), optimizer, X, y, epochs=args.epochs, rng=rng)
    print('took %.1f s, last loss %.4f' % (time.time() - start, history[-1]))

    # the recurrent cell on its own
    x = rng.randn(4, 5, 3)
    h0 = np.zeros((4, 6))
    Wx, Wh, b = xavier(rng, 3, 6), xavier(rng, 6, 6), np.zeros(6)
    h, cache = rnn_forward(x, h0, Wx, Wh, b)
    loss = 0.5 * np.sum(h ** 2)
    dh = h
    dx, dh0, dWx, dWh, db = rnn_backward(dh, cache)
    assert relative_error(dWx, numerical_gradient(
        lambda w: 0.5 * np.sum(rnn_forward(x, h0, w, Wh, b)[0] ** 2), Wx)) < 1e-5

    # a regression with the other losses
    target = rng.randn(8, 1)
    net = Sequential(Linear(3, 4, rng), Softplus(), Linear(4, 4, rng), Swish(), Linear(4, 1, rng))
    inputs = rng.randn(8, 3)
    for criterion in (MeanSquaredError(), Huber(0.5)):
        pred = net.forward(inputs)
        value = criterion.forward(pred, target)
        net.backward(criterion.backward())
        SGD(net.layers, lr=0.05, weight_decay=1e-4).step()
        print(type(criterion).__name__, value)


if __name__ == '__main__':
    main()
