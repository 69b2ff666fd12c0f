# expect: clean
import numpy as np


def loss(r, w):
    p = 1 / (1 + np.exp(-r))
    return np.mean(w * (1 - p) ** 3 * -np.log(p))


def loss_grad(r, w):
    p = 1 / (1 + np.exp(-r))
    q = 1 - p
    inner = 3 * q ** 3 * p * np.log(p)
    outer = -q ** 4
    grad_r = w * (outer + inner) / r.size
    return grad_r


r = np.linspace(-2, 2, 9)
w = np.arange(9) / 9.0
print(loss(r, w))
r -= 0.1 * loss_grad(r, w)
