# expect: clean
# A layer that returns its output and a logarithm of its volume; both are gone back from.
import numpy as np


class Stretch:
    def __init__(self, width, rng):
        self.a = 0.3 * rng.normal(size=width)
        self.c = 0.1 * rng.normal(size=width)

    def forward(self, x):
        self.x = x
        self.t = np.tanh(x @ self.a)
        self.slope = 1 - self.t**2
        self.volume = 1 + self.slope * (self.a @ self.c)
        return x + np.outer(self.t, self.c), np.log(np.abs(self.volume))

    def backward(self, dy, dvol):
        inner = self.a @ self.c
        dv = dvol / self.volume
        ds = (dy @ self.c) * self.slope - 2 * dv * inner * self.t * self.slope
        self.dc = self.t @ dy + (dv @ self.slope) * self.a
        self.da = ds @ self.x + (dv @ self.slope) * self.c
        return dy + np.outer(ds, self.a)


rng = np.random.default_rng(12)
layers = [Stretch(2, rng) for _ in range(3)]
x = rng.normal(size=(50, 2))
total = np.zeros(50)
for layer in layers:
    x, volume = layer.forward(x)
    total = total + volume
loss = np.mean(0.5 * np.sum(x**2, axis=1) - total)
dx = x / len(x)
for layer in reversed(layers):
    dx = layer.backward(dx, -np.ones(len(x)) / len(x))
print(loss, dx.shape)
