# expect: clean
# verified: dY
import numpy as np


def affinities(Y):
    ss = np.sum(Y ** 2, 1)
    num = 1.0 / (1.0 + ss[:, None] + ss[None, :] - 2 * Y @ Y.T)
    num[range(len(Y)), range(len(Y))] = 0.0
    return num / np.sum(num), num


def kl(P, Y):
    Q, _ = affinities(Y)
    off = ~np.eye(len(Y), dtype=bool)
    return np.sum(P[off] * np.log(P[off] / Q[off]))


def embed(X, dims=2, rounds=50):
    n = X.shape[0]
    rs = np.random.RandomState(0)
    Y = rs.randn(n, dims)
    dY = np.zeros((n, dims))
    K = np.exp(-np.sum((X[:, None] - X[None]) ** 2, 2))
    K = K * (1 - np.eye(n))
    P = K / np.sum(K)
    for it in range(rounds):
        Q, num = affinities(Y)
        PQ = P - Q
        for i in range(n):
            dY[i, :] = 4 * np.sum((PQ[:, i] * num[:, i])[:, None] * (Y[i, :] - Y), 0)
        Y = Y - 10 * dY
    return Y


print(embed(np.random.RandomState(2).randn(6, 4)))
