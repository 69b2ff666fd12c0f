# expect: LBZ201 line 12
# Slopes go along with what they are of, in a function that the loss and its gradient both call.
import numpy as np


def smoothed(x, alpha):
    n = len(x)
    level = np.zeros(n)
    dlevel = np.zeros(n)
    for t in range(1, n):
        level[t] = alpha * x[t - 1] + (1 - alpha) * level[t - 1]
        dlevel[t] = x[t - 1] - level[t - 1]
    return level, dlevel


def loss(theta, x):
    mu, alpha = theta
    level, _ = smoothed(x, alpha)
    return 0.5 * np.sum((x - mu - level) ** 2)


def loss_grad(theta, x):
    mu, alpha = theta
    level, dlevel = smoothed(x, alpha)
    rest = x - mu - level
    d_mu = -np.sum(rest)
    d_alpha = -np.sum(rest * dlevel)
    return np.array([d_mu, d_alpha])
