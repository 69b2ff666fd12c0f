# expect: LBZ202 line 23
# Y goes a step along the gradient; two points at one place have no distance to derive.
# Metric multidimensional scaling: plain gradient descent on the raw stress, each pair once.
import numpy as np


def pairwise(Y):
    diff = Y[:, np.newaxis, :] - Y[np.newaxis, :, :]
    dist = np.sqrt((diff ** 2).sum(axis=2))
    return diff, dist


def stress(Y, D, W):
    _, dist = pairwise(Y)
    iu = np.triu_indices(len(Y), k=1)
    return np.sum(W[iu] * (dist[iu] - D[iu]) ** 2)


def stress_gradient(Y, D, W):
    diff, dist = pairwise(Y)
    np.fill_diagonal(dist, 1.0)                # avoid 0 / 0; diff is zero there anyhow
    ratio = W * (dist - D) / dist
    return np.sum(ratio[:, :, np.newaxis] * diff, axis=1)


def fit(D, W, dim=2, n_iter=200, seed=0):
    rng = np.random.RandomState(seed)
    Y = rng.randn(len(D), dim)
    step = 0.05
    s = stress(Y, D, W)
    for it in range(n_iter):
        G = stress_gradient(Y, D, W)
        trial = Y - step * G
        s_trial = stress(trial, D, W)
        if s_trial < s:
            Y, s = trial, s_trial
            step *= 1.2
        else:
            step *= 0.4
        if step < 1e-12:
            break
    return Y, s


cities = np.array([[0.0, 0.0], [3.0, 0.5], [1.0, 2.0], [4.0, 3.0], [2.0, 4.0], [0.5, 3.5]])
_, D = pairwise(cities)
W = np.ones_like(D)
W[2, 4] = W[4, 2] = 0.0                        # one distance is missing
Y, s = fit(D, W, seed=2)
print('remaining stress %.3e' % s)
print('recovered distance of the missing pair: %.3f (true %.3f)' % (pairwise(Y)[1][2, 4], D[2, 4]))
