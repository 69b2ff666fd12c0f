# expect: LBZ103 line 24
import numpy as np


class ResidualBlock:
    """y = x + W2 relu(W1 x)"""

    def __init__(self, dim, hidden):
        scale = np.sqrt(2 / dim)
        self.W1 = np.random.randn(dim, hidden) * scale
        self.W2 = np.random.randn(hidden, dim) * scale
        self.grads = {}

    def __call__(self, x):
        self.cache = {}
        self.cache['x'] = x
        self.cache['a'] = x @ self.W1
        self.cache['h'] = np.maximum(self.cache['a'], 0)
        return x + self.cache['h'] @ self.W2

    def backward(self, dy):
        c = self.cache
        self.grads['W2'] = c['h'].T @ dy
        dh = dy @ self.W2
        da = np.where(c['a'] > 0, dh, 0)
        self.grads['W1'] = c['x'].T @ da
        return dy + da @ self.W1.T


B, D = 8, 6
blocks = [ResidualBlock(D, 12) for _ in range(3)]
x = np.random.randn(B, D)
t = np.random.randn(B, D)
out = x
for block in blocks:
    out = block(out)
loss = 0.5 * np.mean((out - t) ** 2)
d = (out - t) / out.size
for block in blocks[::-1]:
    d = block.backward(d)
