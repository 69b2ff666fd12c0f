# verified: grad_W
import numpy as np


def unit(u):
    size = np.sqrt(np.sum(u ** 2, axis=1, keepdims=True))
    return u / size, size


def unit_back(grad_e, e, size):
    return (grad_e - e * np.sum(grad_e * e, axis=1, keepdims=True)) / size


def ratio_loss(ea, eb, ec):
    near = np.sum((ea - eb) ** 2, axis=1)
    far = np.sum((ea - ec) ** 2, axis=1)
    loss = np.mean(near - far)
    grad_a = 2 * (ec - eb) / len(ea)
    return loss, grad_a


def step(W, a, b, c):
    ea, size = unit(a @ W)
    loss, ga = ratio_loss(ea, b, c)
    grad_u = unit_back(ga, ea, size)
    grad_W = a.T @ grad_u
    return loss, grad_W


rng = np.random.default_rng(3)
W = rng.normal(size=(4, 2))
a = rng.normal(size=(6, 4))
b, c = rng.normal(size=(6, 2)), rng.normal(size=(6, 2))
for k in range(10):
    loss, g = step(W, a, b, c)
    W -= 0.1 * g
