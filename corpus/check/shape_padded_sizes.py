# expect: clean
import numpy as np


def patches(x, k, stride=1, pad=0):
    n, c, h, w = x.shape
    rows = (h + 2 * pad - k) // stride + 1
    cols = (w + 2 * pad - k) // stride + 1
    if pad > 0:
        x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((n, c, k, k, rows, cols))
    for i in range(k):
        for j in range(k):
            out[:, :, i, j] = x[:, :, i:i + stride * rows:stride, j:j + stride * cols:stride]
    # (n, c, k, k, rows, cols) -> (n, rows, cols, c, k, k) -> (n*rows*cols, c*k*k)
    out = out.transpose(0, 4, 5, 1, 2, 3).reshape(n * rows * cols, -1)
    return out, rows, cols


class Pool:
    def __init__(self, size):
        self.size = size

    def forward(self, x):
        n, c, h, w = x.shape
        flat, rows, cols = patches(x, self.size, self.size)
        flat = flat.reshape(-1, self.size * self.size)
        # shape: (n*rows*cols*c, size*size)
        self.chosen = np.argmax(flat, axis=1)
        top = np.max(flat, axis=1)
        return top.reshape(n, rows, cols, c).transpose(0, 3, 1, 2)


rng = np.random.default_rng(0)
a, _, _ = patches(rng.normal(size=(2, 3, 6, 7)), 3, 1, 1)
y = Pool(2).forward(rng.normal(size=(2, 3, 4, 6)))
