# expect: clean
# verified: dx_pad
import numpy as np


def im2col_1d(x, k, stride):
    """x: (N, C, L) -> (N, L_out, C * k)"""
    N, C, L = x.shape
    L_out = (L - k) // stride + 1
    cols = np.zeros((N, L_out, C * k))
    for t in range(L_out):
        cols[:, t, :] = x[:, :, t*stride:t*stride+k].reshape(N, -1)
    return cols


def col2im_1d(cols, x_shape, k, stride):
    N, C, L = x_shape
    x = np.zeros(x_shape)
    for t in range(cols.shape[1]):
        x[:, :, t*stride:t*stride+k] += cols[:, t, :].reshape(N, C, k)
    return x


class Conv1D:
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, pad=0):
        self.k, self.stride, self.pad = kernel_size, stride, pad
        scale = np.sqrt(2.0 / (in_channels * kernel_size))
        self.W = np.random.randn(out_channels, in_channels, kernel_size) * scale
        self.b = np.zeros(out_channels)

    def forward(self, x):
        self.x_pad = np.pad(x, ((0, 0), (0, 0), (self.pad, self.pad)))
        self.cols = im2col_1d(self.x_pad, self.k, self.stride)
        W_row = self.W.reshape(self.W.shape[0], -1)
        out = self.cols.dot(W_row.T) + self.b
        return out.transpose(0, 2, 1)

    def backward(self, dout):
        F = self.W.shape[0]
        d = dout.transpose(0, 2, 1)
        d_flat = d.reshape(-1, F)
        cols_flat = self.cols.reshape(d_flat.shape[0], -1)
        self.dW = d_flat.T.dot(cols_flat).reshape(self.W.shape)
        self.db = d_flat.sum(axis=0)
        dcols = d.dot(self.W.reshape(F, -1))
        dx_pad = col2im_1d(dcols, self.x_pad.shape, self.k, self.stride)
        if self.pad > 0:
            return dx_pad[:, :, self.pad:-self.pad]
        return dx_pad


if __name__ == '__main__':
    np.random.seed(12)
    t = np.linspace(0, 6, 24)
    x = np.stack([np.vstack([np.sin(t + s), np.cos(2 * t - s)]) for s in np.random.rand(5)])
    conv = Conv1D(2, 3, kernel_size=5, stride=2, pad=2)
    target = np.random.randn(*conv.forward(x).shape) * 0.1
    for i in range(50):
        y = conv.forward(x)
        diff = (y - target) / y.size
        dx = conv.backward(diff)
        conv.W -= 0.5 * conv.dW
        conv.b -= 0.5 * conv.db
    print('mse', 0.5 * np.mean((y - target) ** 2), dx.shape)
