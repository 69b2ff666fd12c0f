# expect: clean
# verified: self.dweight
import numpy as np


def columns(x, k):
    n, c, length = x.shape
    at = np.arange(length - k + 1)[:, None] + np.arange(k)[None, :]
    return x[:, :, at].transpose(0, 2, 1, 3).reshape(n, length - k + 1, c * k), at


class Conv:
    def __init__(self, c_in, c_out, k):
        self.weight = np.random.randn(c_out, c_in, k) / np.sqrt(c_in * k)
        self.bias = np.zeros(c_out)
        self.k = k

    def forward(self, x):
        cols, at = columns(x, self.k)
        self.saved = (x.shape, cols, at)
        return (cols @ self.weight.reshape(len(self.weight), -1).T + self.bias).transpose(0, 2, 1)

    def backward(self, dout):
        shape, cols, at = self.saved
        n, c, length = shape
        d = dout.transpose(0, 2, 1)
        self.dbias = d.sum(axis=(0, 1))
        self.dweight = np.tensordot(d, cols, axes=([0, 1], [0, 1])).reshape(self.weight.shape)
        dcols = d @ self.weight.reshape(len(self.weight), -1)
        dcols = dcols.reshape(n, -1, c, self.k).transpose(0, 2, 1, 3)
        dx = np.zeros(shape)
        np.add.at(dx, (slice(None), slice(None), at), dcols)
        return dx


x = np.random.randn(8, 2, 9)
wanted = x.mean(axis=1)[:, None, 1:-1]
conv = Conv(2, 1, 3)
for _ in range(50):
    y = conv.forward(x)
    loss = 0.5 * np.sum((y - wanted) ** 2) / len(x)
    conv.backward((y - wanted) / len(x))
    conv.weight -= 0.1 * conv.dweight
    conv.bias -= 0.1 * conv.dbias
