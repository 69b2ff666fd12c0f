# expect: LBZ201 line 26
import numpy as np


def squash(x, slope=False):
    return x * (1 - x) if slope else 1 / (1 + np.exp(-x))


a = np.random.rand(6, 3)
want = np.random.rand(6, 1)
first = 2 * np.random.random((3, 5)) - 1
second = 2 * np.random.random((5, 1)) - 1
speed1 = np.zeros_like(first)
speed2 = np.zeros_like(second)

for turn in range(100):
    b = squash(np.dot(a, first))
    c = squash(np.dot(b, second))
    c_error = want - c
    c_delta = c_error * squash(c, slope=True)
    b_error = c_delta.dot(second.T)
    b_delta = b_error * squash(b, slope=True)
    speed2 = 0.6 * speed2 + 0.4 * b.T.dot(c_delta)
    speed1 = 0.6 * speed1 + 0.4 * a.T.dot(b_delta)
    second += speed2
    first -= speed1
