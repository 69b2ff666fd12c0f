import numpy as np


def huber(pred, target, delta=1.0):
    r = pred - target
    small = np.abs(r) <= delta
    return np.where(small, 0.5 * r ** 2, delta * (np.abs(r) - 0.5 * delta)).mean()


def huber_grad(pred, target, delta=1.0):
    r = pred - target
    small = np.abs(r) <= delta
    return np.where(small, r, delta * np.sign(r)) / r.size  #!! return np.where(small, r, delta) / r.size


def focal(p, y, gamma=2.0):
    pt = np.where(y == 1, p, 1 - p)
    return -np.mean((1 - pt) ** gamma * np.log(pt))


def bce(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def bce_grad(p, y):
    return (p - y) / (p * (1 - p)) / p.size  #!! return (p - y) / p.size


pred = np.random.randn(12)
target = np.random.randn(12)
p = np.random.uniform(0.1, 0.9, 12)
y = np.random.randint(0, 2, 12)
l1 = huber(pred, target)
g1 = huber_grad(pred, target)
l2 = bce(p, y)
g2 = bce_grad(p, y)
