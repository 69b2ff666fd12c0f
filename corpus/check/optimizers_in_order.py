# expect: clean
# verified: grads['W'], grads['b']
"""Optimizers in numpy, compared on ridge regression."""
import numpy as np
from collections import OrderedDict


class SGD:

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            params[key] -= self.lr * grads[key]


class Momentum:

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)
        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]


class Adam:
    """Adam (http://arxiv.org/abs/1412.6980v8)"""

    def __init__(self, lr=0.05, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)
        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2 ** self.iter) / (1.0 - self.beta1 ** self.iter)
        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


def ridge_loss(params, x, t, lam):
    r = np.dot(x, params['W']) + params['b'] - t
    return 0.5 * np.sum(r ** 2) / len(t) + 0.5 * lam * np.sum(params['W'] ** 2)


def ridge_gradient(params, x, t, lam):
    grads = {}
    r = np.dot(x, params['W']) + params['b'] - t        # (n,)
    grads['W'] = np.dot(x.T, r) / len(t) + lam * params['W']
    grads['b'] = np.array(np.mean(r))
    return grads


if __name__ == '__main__':
    np.random.seed(29)
    x = np.random.randn(80, 5) * np.array([1, 2, 0.5, 1, 3])
    t = x.dot(np.array([1., -1., 2., 0., 0.5])) + 0.7

    optimizers = OrderedDict()
    optimizers["SGD"] = SGD()
    optimizers["Momentum"] = Momentum()
    optimizers["Adam"] = Adam()
    for key in optimizers:
        params = {'W': np.zeros(5), 'b': np.array(0.0)}
        for i in range(150):
            loss = ridge_loss(params, x, t, 1e-3)
            grads = ridge_gradient(params, x, t, 1e-3)
            optimizers[key].update(params, grads)
        print("%-9s loss %.5f" % (key, loss))
