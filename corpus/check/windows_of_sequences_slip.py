# expect: LBZ101 line 9
import numpy as np


def im2col_1d(x, width):
    """Sliding windows of a batch of sequences.

    x: (batch, length, channels)
    returns: (batch, length - width, width * channels)
    """
    batch, length, channels = x.shape
    n_out = length - width + 1
    idx = np.arange(n_out)[:, None] + np.arange(width)[None, :]
    return x[:, idx, :].reshape(batch, n_out, width * channels)


def col2im_1d(dcols, x_shape, width):
    batch, length, channels = x_shape
    n_out = length - width + 1
    dcols = dcols.reshape(batch, n_out, width, channels)
    dx = np.zeros(x_shape)
    for k in range(width):
        dx[:, k:k + n_out, :] += dcols[:, :, k, :]
    return dx


class Conv1D:
    def __init__(self, in_channels, out_channels, width, rng):
        fan_in = in_channels * width
        self.kernel = rng.normal(0, np.sqrt(2 / fan_in), (fan_in, out_channels))
        self.bias = np.zeros(out_channels)
        self.width = width

    def forward(self, x):
        self.x_shape = x.shape
        self.cols = im2col_1d(x, self.width)
        return self.cols @ self.kernel + self.bias

    def backward(self, grad):
        # grad: (batch, n_out, out_channels)
        flat = grad.reshape(-1, grad.shape[-1])
        self.dkernel = self.cols.reshape(-1, self.cols.shape[-1]).T @ flat
        self.dbias = flat.sum(axis=0)
        return col2im_1d(grad @ self.kernel.T, self.x_shape, self.width)


rng = np.random.default_rng(55)
x = rng.normal(size=(4, 16, 3))
conv = Conv1D(3, 5, 4, rng)
y = conv.forward(x)
pooled = np.tanh(y).mean(axis=1)
w = rng.normal(size=5)
score = (pooled @ w).sum()

dpooled = np.tile(w, (4, 1))
dy = (1 - np.tanh(y) ** 2) * dpooled[:, None, :] / y.shape[1]
dx = conv.backward(dy)
print(score, dx.shape, conv.dkernel.shape, conv.dbias.shape)
