# expect: clean
# A loop along the data goes on for as long as the arrays have rows, however few are followed.
import numpy as np


def states(P, E, seen):
    T, K = len(seen), P.shape[0]
    f = np.zeros((T, K))
    f[0] = E[:, seen[0]] / K
    for t in range(1, T):
        f[t] = f[t - 1].dot(P) * E[:, seen[t]]
    return f


def loss(P, E, seen):
    return np.sum(states(P, E, seen))


def loss_grad(P, E, seen):
    f = states(P, E, seen)
    n = np.zeros_like(E)
    for t in range(len(seen)):
        n[:, seen[t]] += f[t]
    gP = n - P * n.sum(axis=1, keepdims=True)
    return gP


if __name__ == '__main__':
    rng = np.random.RandomState(6)
    seen = np.tile([0, 1, 1, 2], 20000)
    P, E = rng.randn(3, 3), rng.randn(3, 3)
    for it in range(100):
        gP = loss_grad(P, E, seen)
        P += 0.05 * gP
