# expect: clean
# verified: dr
import numpy as np


def huber(r, delta=1.0):
    small = np.abs(r) <= delta
    return np.sum(np.where(small, 0.5 * r ** 2, delta * (np.abs(r) - 0.5 * delta)))


def slope(r):
    dr = np.clip(r, -1, 1)
    return dr


rng = np.random.default_rng(0)
r = 2 * rng.normal(size=11)
loss = huber(r)
dr = slope(r)
r = r - 0.1 * dr
print(loss)
