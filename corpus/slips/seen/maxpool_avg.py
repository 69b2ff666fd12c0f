import numpy as np


class AvgPool:
    """x: (N, C, H, W), windows of k by k, stride k."""

    def __init__(self, k):
        self.k = k

    def forward(self, x):
        N, C, H, W = x.shape
        k = self.k
        self.shape = x.shape
        return x.reshape(N, C, H // k, k, W // k, k).mean(axis=(3, 5))

    def backward(self, dout):
        k = self.k
        dx = np.repeat(np.repeat(dout, k, axis=2), k, axis=3)
        return dx / (k * k)  #!! return dx / k


class Flatten:
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(x.shape[0], -1)

    def backward(self, dout):
        return dout.reshape(self.shape)


x = np.random.randn(2, 3, 4, 4)
pool, flat = AvgPool(2), Flatten()
W = np.random.randn(12, 5)
p = pool.forward(x)
f = flat.forward(p)
out = f @ W
loss = np.sum(out ** 2)
dout = 2 * out
dW = f.T @ dout
df = dout @ W.T  #!! df = dout @ W.T * 2
dp = flat.backward(df)
dx = pool.backward(dp)
