# expect: clean
# The usual gradient of a neighbour embedding: right as the probabilities of pairs are symmetric and sum to 1.
import numpy as np


def affinities(Z):
    squares = np.sum(Z ** 2, axis=1)
    near = 1 / (1 + squares[:, None] + squares[None, :] - 2 * Z @ Z.T)
    np.fill_diagonal(near, 0)
    return np.maximum(near / near.sum(), 1e-12), near


def kl(P, Z):
    Q, _ = affinities(Z)
    return np.sum(P * np.log(P / Q))


def kl_grad(P, Z):
    Q, near = affinities(Z)
    dZ = np.zeros_like(Z)
    for i in range(Z.shape[0]):
        dZ[i] = 4 * np.sum(((P[:, i] - Q[:, i]) * near[:, i])[:, None] * (Z[i] - Z), axis=0)
    return dZ
