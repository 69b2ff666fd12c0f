# expect: LBZ203 line 29
import numpy as np


class Conv1D:
    """Temporal convolution, valid padding, stride 1."""

    def __init__(self, in_channels, filters, width, rng):
        self.width = width
        self.W = rng.normal(0, 1 / np.sqrt(in_channels * width), (width, in_channels, filters))
        self.b = np.zeros(filters)

    def forward(self, x):
        """x : (batch, length, in_channels) -> (batch, length - width + 1, filters)"""
        self.x = x
        L = x.shape[1] - self.width + 1
        out = np.zeros((x.shape[0], L, self.b.shape[-1])) + self.b
        for k in range(self.width):
            out = out + np.dot(x[:, k:k + L, :], self.W[k])
        return out

    def backward(self, dout):
        L = dout.shape[1]
        self.dW = np.zeros_like(self.W)
        dx = np.zeros_like(self.x)
        for k in range(self.width):
            self.dW[k] = np.einsum('nlc,nlf->cf', self.x[:, k:k + L, :], dout)
            dx[:, k:k + L, :] += np.dot(dout, self.W[k].T)
        self.db = dout.sum(axis=0)
        return dx


class GlobalMaxPool1D:
    def forward(self, x):
        self.shape = x.shape
        self.arg = x.argmax(axis=1)
        return x.max(axis=1)

    def backward(self, dout):
        n, length, f = self.shape
        dx = np.zeros(self.shape)
        dx[np.arange(n)[:, None], self.arg, np.arange(f)[None, :]] = dout
        return dx


class Logistic:
    def __init__(self, n_in, rng):
        self.w = rng.normal(0, 0.1, n_in)

    def loss(self, h, y):
        p = 1 / (1 + np.exp(-h.dot(self.w)))
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        ds = (p - y) / len(y)
        self.dw = h.T.dot(ds)
        return loss, np.outer(ds, self.w)


if __name__ == '__main__':
    rng = np.random.RandomState(6)
    x = rng.randn(24, 12, 3)
    y = rng.randint(0, 2, 24)
    for i in np.where(y == 1)[0]:
        s = rng.randint(0, 9)
        x[i, s:s + 3, 0] += 2
    conv, pool, head = Conv1D(3, 5, 3, rng), GlobalMaxPool1D(), Logistic(5, rng)
    for epoch in range(60):
        loss, dh = head.loss(pool.forward(conv.forward(x)), y)
        conv.backward(pool.backward(dh))
        conv.W -= 0.3 * conv.dW
        conv.b = conv.b - 0.3 * conv.db
        head.w -= 0.3 * head.dw
        if epoch % 20 == 0:
            print('epoch', epoch, 'loss', loss)
