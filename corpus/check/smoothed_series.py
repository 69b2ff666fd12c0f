# expect: clean
import numpy as np


def smooth(series, rate, target):
    """The series is made of pieces, so its length is a number; the steps go along it."""
    n = len(series)
    level = np.zeros((n, 2))
    level[0] = rate * series[0]
    for t in range(1, n):
        level[t] = rate * series[t] + (1 - rate) * level[t - 1]
    error = level - target
    loss = 0.5 * np.sum(error * (series[:, None] - target + level - series[:, None]))
    dtarget = np.sum(error * -np.ones_like(series[:, None]), axis=0)
    return loss, dtarget


series = np.concatenate([np.random.randn(9), np.random.randn(9) + 2])
rate = np.array([0.3, 0.6])
target = np.array([0.1, 0.2])
for _ in range(20):
    loss, dtarget = smooth(series, rate, target)
    target -= 0.05 * dtarget
