# expect: clean
import numpy as np


class Nonlinear:
    """applies a function to every entry; who makes the layer says which, and its derivative"""

    def __init__(self, fn, fn_prime):
        self.fn = fn
        self.fn_prime = fn_prime

    def forward(self, signal):
        self.signal = signal
        return self.fn(signal)

    def backward(self, grad_out):
        return grad_out * self.fn_prime(self.signal)


class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.seen = None

    def forward(self, x):
        self.seen = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dW = np.dot(self.seen.T, dout)
        db = dout.sum(axis=0)
        dx = np.dot(dout, self.W.T)
        self.dW, self.db = dW, db
        return dx
