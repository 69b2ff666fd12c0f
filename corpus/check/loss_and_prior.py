# expect: clean
import numpy as np


def smoothness(weight, u):
    """Squared differences of neighbours; u is (H, W)."""
    down = u[1:, :] - u[:-1, :]
    value = weight * np.sum(down**2)
    g = np.zeros_like(u)
    g[1:, :] += 2 * weight * down
    g[:-1, :] -= 2 * weight * down
    return value, g


def total_loss(u, blur, seen, weight):
    pre = blur @ u
    out = np.log1p(np.exp(pre))
    prior, du = smoothness(weight, u)
    fit = np.sum((out - seen) ** 2)
    du += blur.T @ (2 * (out - seen) / (1 + np.exp(-pre)))
    return fit + prior, du


u = np.random.rand(5, 4)
loss, du = total_loss(u, np.random.randn(6, 5), np.random.rand(6, 4), 0.1)
