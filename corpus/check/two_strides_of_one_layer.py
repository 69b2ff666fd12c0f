# expect: clean
import numpy as np


class Conv1D:
    """1-D convolution over (batch, channels, time) with stride."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, seed=None):
        rng = np.random.RandomState(seed)
        scale = np.sqrt(2.0 / (in_channels * kernel_size))
        self.k = kernel_size
        self.s = stride
        self.W = rng.randn(out_channels, in_channels, kernel_size) * scale
        self.b = np.zeros(out_channels)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        N, C, L = x.shape
        L_out = (L - self.k) // self.s + 1
        out = np.zeros((N, self.W.shape[0], L_out))
        for t in range(L_out):
            window = x[:, :, t * self.s:t * self.s + self.k]
            out[:, :, t] = np.tensordot(window, self.W, axes=([1, 2], [1, 2])) + self.b
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        self.dW = np.zeros_like(self.W)
        self.db = dout.sum(axis=(0, 2))
        for t in range(dout.shape[2]):
            start = t * self.s
            window = self.x[:, :, start:start + self.k]
            d = dout[:, :, t]
            self.dW += np.tensordot(d, window, axes=([0], [0]))
            dx[:, :, start:start + self.k] += np.tensordot(d, self.W, axes=([1], [0]))
        return dx


class GlobalAvgPool:
    def forward(self, x):
        self.L = x.shape[2]
        return x.mean(axis=2)

    def backward(self, dout):
        return np.repeat(dout[:, :, np.newaxis], self.L, axis=2) / self.L


def main():
    rng = np.random.RandomState(11)
    x = rng.randn(6, 2, 15)
    target = rng.randn(6, 3)
    conv1 = Conv1D(2, 4, 3, stride=2, seed=1)
    conv2 = Conv1D(4, 3, 3, stride=1, seed=2)
    pool = GlobalAvgPool()
    for it in range(30):
        h = conv1.forward(x)
        a = np.maximum(h, 0)
        out = pool.forward(conv2.forward(a))
        loss = 0.5 * np.sum((out - target) ** 2) / len(x)
        dout = (out - target) / len(x)
        da = conv2.backward(pool.backward(dout))
        conv1.backward(da * (h > 0))
        for layer in (conv1, conv2):
            layer.W -= 0.1 * layer.dW
            layer.b -= 0.1 * layer.db
        if it % 10 == 0:
            print(it, loss)


if __name__ == '__main__':
    main()
