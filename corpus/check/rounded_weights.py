# expect: clean
import numpy as np


class RoundedLayer:
    """Weights are rounded where they are used, and the gradient passes as if they were not."""

    def __init__(self, n_in, n_out, rng):
        self.W = rng.uniform(-1, 1, size=(n_in, n_out))

    def forward(self, x):
        self.x = x
        self.used = np.round(4 * self.W) / 4
        return x @ self.used

    def backward(self, dy):
        self.dW = self.x.T @ dy
        return dy @ self.used.T


rng = np.random.RandomState(2)
layer = RoundedLayer(3, 2, rng)
x = rng.randn(6, 3)
t = rng.randn(6, 2)
for _ in range(20):
    y = layer.forward(x)
    loss = 0.5 * np.sum((y - t) ** 2)
    layer.backward(y - t)
    layer.W -= 0.05 * layer.dW
print(loss)
