# expect: LBZ101 line 10
import numpy as np


class Affine:
    """Affine layer.

    Attributes
    ----------
    W : array of shape (n_out, n_in)
        the weights
    b : array of shape (n_out,)
    """

    def __init__(self, n_in, n_out, rng):
        self.W = rng.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(0)
        return dout @ self.W.T


rng = np.random.RandomState(0)
layer = Affine(4, 3, rng)
x = rng.randn(7, 4)
out = layer.forward(x)
loss = 0.5 * np.sum(out ** 2)
dx = layer.backward(out)
