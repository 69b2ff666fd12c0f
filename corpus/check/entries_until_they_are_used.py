# expect: clean
import numpy as np

x = np.random.randn(12, 1)
t = (x > 0.2).astype(float)
w = 1.5
shift = 0.3


def output(x, w, shift):
    return 1 / (1 + np.exp(-(x * w + shift)))


def cost(y, t):
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


def step(x, t, w, shift, rate):
    y = output(x, w, shift)
    d_shift = rate * (y - t)
    d_w = rate * x * (y - t)
    return np.mean(w - d_w), np.mean(shift - d_shift)


history = [cost(output(x, w, shift), t)]
for k in range(3):
    w, shift = step(x, t, w, shift, 0.5)
    history.append(cost(output(x, w, shift), t))
