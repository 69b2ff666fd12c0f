# expect: clean
import numpy as np


def pool(x):
    top = x.argmax(axis=1)
    rows, columns = np.indices(top.shape)
    return x.max(axis=1), (x.shape, top, rows, columns)


x = np.random.randn(20, 7, 3)
v = np.random.randn(3)
target = (x[:, :, 0] > 1.5).any(axis=1).astype(float)
kept = np.all(x[:, :, 1] < 2.5, axis=1).astype(float)
h, (shape, top, rows, columns) = pool(x)
p = 1 / (1 + np.exp(-h @ v))
loss = -np.mean(kept * (target * np.log(p) + (1 - target) * np.log(1 - p)))
d = kept * (p - target) / len(target)
dv = h.T @ d
