# expect: clean
# P is a matrix, whatever its letter; nothing calls these.
import numpy as np


def low_dim(Y):
    s = np.sum(np.square(Y), 1)
    num = 1. / (1. + np.add(np.add(-2. * np.dot(Y, Y.T), s).T, s))
    np.fill_diagonal(num, 0.)
    return np.maximum(num / np.sum(num), 1e-12), num


def divergence(P, Y):
    Q, _ = low_dim(Y)
    return np.sum(P * np.log(P / Q))


def divergence_grad(P, Y):
    Q, num = low_dim(Y)
    PQ = P - Q
    dY = np.zeros_like(Y)
    for i in range(Y.shape[0]):
        dY[i, :] = 4. * np.sum(np.tile(PQ[:, i] * num[:, i], (Y.shape[1], 1)).T * (Y[i, :] - Y), 0)
    return dY
