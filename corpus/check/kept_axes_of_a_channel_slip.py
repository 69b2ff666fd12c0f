# expect: LBZ203 line 23
import numpy as np


class FiLM:
    """Feature-wise modulation of maps: y = x * (1 + s) + t with s, t learned per channel.

    s, t: shape (channels,)
    """

    def __init__(self, channels):
        self.s = 0.1 * np.random.randn(channels)
        self.t = np.zeros(channels)

    def forward(self, x):
        # x [n, c, h, w]
        self.x = x
        return x * (1 + self.s[:, None, None]) + self.t[:, None, None]

    def backward(self, grad_out):
        # grad_out [n, c, h, w]
        self.grad_t = grad_out.sum(axis=(0, 2, 3))
        self.grad_s = (grad_out * self.x).sum(axis=(0, 2, 3), keepdims=True)
        return grad_out * (1 + self.s[:, None, None])


class GlobalAvg:
    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(2, 3))              # [n, c]

    def backward(self, grad_out):
        n, c, h, w = self.shape
        return np.ones(self.shape) * grad_out[:, :, None, None] / (h * w)   # [n, c, h, w]


np.random.seed(6)
film, pool = FiLM(5), GlobalAvg()
x = np.random.rand(8, 5, 4, 3)
goal = np.random.rand(8, 5)                     # [n, c]
pred = pool.forward(film.forward(x))
residual = pred - goal
loss = 0.5 * (residual ** 2).sum()
grad_x = film.backward(pool.backward(residual))
print('loss', loss)
print('grad_t', film.grad_t)
print('grad_s', np.ravel(film.grad_s))
