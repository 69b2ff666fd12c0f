# expect: LBZ101 line 20
import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)

    def forward(self, x):
        """
        x: array (N, D)
        returns: array of shape (N, H)
        """
        self.x = x
        return x @ self.W

    def backward(self, grad):
        """
        grad: array (N, H)
        returns: gradient by the input, array of shape (N, H)
        """
        self.dW = self.x.T @ grad
        return grad @ self.W.T


layers = [Linear(4, 7), Linear(7, 3)]
out = np.random.randn(10, 4)
for layer in layers:
    out = layer.forward(out)
back = out / 10
for layer in layers[::-1]:
    back = layer.backward(back)
