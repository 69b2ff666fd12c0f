# expect: LBZ101 line 45
import numpy as np


class MeanPool:
    """Non-overlapping s x s mean pooling of (N, C, H, W) maps by one reshape."""

    def __init__(self, s):
        self.s = s

    def forward(self, x):
        N, C, H, W = x.shape
        s = self.s
        self.in_shape = (N, C, H, W)
        blocks = x.reshape(N, C, H // s, s, W // s, s)    # (N, C, H/s, s, W/s, s)
        return blocks.mean(axis=(3, 5))                   # (N, C, H/s, W/s)

    def backward(self, dout):
        # dout: (N, C, H/s, W/s)
        g = dout[:, :, :, None, :, None] / self.s ** 2    # (N, C, H/s, 1, W/s, 1)
        N, C, H, W = self.in_shape
        full = np.broadcast_to(g, (N, C, H // self.s, self.s, W // self.s, self.s))
        return full.reshape(N, C, H, W)


class Flatten:
    def forward(self, x):
        self.shp = x.shape
        return x.reshape(x.shape[0], -1)                  # (N, C*H*W)

    def backward(self, d):
        return d.reshape(self.shp)


class Affine:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) * 0.1       # (n_in, n_out)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x.dot(self.w) + self.b

    def backward(self, d):
        self.dw = self.x.T.dot(d)                         # (n_out, N) . (N, n_out)
        self.db = d.sum(axis=0)                           # (n_out,)
        return d.dot(self.w.T)                            # (N, n_in)


np.random.seed(116)
images = np.random.rand(12, 2, 6, 8)                      # N=12, C=2, H=6, W=8
target = np.random.rand(12, 3)
net = [MeanPool(2), Flatten(), Affine(2 * 3 * 4, 3)]
for epoch in range(80):
    a = images
    for layer in net:
        a = layer.forward(a)
    d = (a - target) / len(images)                        # (12, 3)
    for layer in reversed(net):
        d = layer.backward(d)
    net[-1].w -= 0.1 * net[-1].dw
    net[-1].b -= 0.1 * net[-1].db
print('loss', 0.5 * np.sum((a - target) ** 2) / 12, 'input gradient', d.shape)
