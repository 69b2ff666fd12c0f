# expect: clean
import numpy as np


def robust(e, delta):
    size = np.abs(e)
    return np.where(size < delta, e ** 2 / 2, delta * size - delta ** 2 / 2)


def robust_grad(e, delta):
    return np.where(np.abs(e) < delta, e, delta * np.sign(e))


def cost(slope, shift, t, z, delta):
    return np.mean(robust(slope * t + shift - z, delta))


def line(slope, shift, t, z, delta):
    pull = robust_grad(slope * t + shift - z, delta) / len(t)
    return np.dot(pull, t), np.sum(pull)
