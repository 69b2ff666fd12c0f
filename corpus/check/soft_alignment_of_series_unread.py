# expect: clean
import numpy as np

"""Soft-DTW (Cuturi & Blondel, 2017): value, gradient and barycentre by gradient descent."""


def softmin3(a, b, c, gamma):
    v = -np.array([a, b, c]) / gamma
    m = v.max()
    return -gamma * (m + np.log(np.exp(v - m).sum()))


def soft_dtw_table(D, gamma):
    n, m = D.shape
    R = np.full((n + 2, m + 2), 1e10)
    R[0, 0] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            R[i, j] = D[i - 1, j - 1] + softmin3(R[i - 1, j - 1], R[i - 1, j], R[i, j - 1], gamma)
    return R


def alignment_matrix(D, R, gamma):
    """E[i, j] = d softdtw / d D[i, j]"""
    n, m = D.shape
    Dp = np.zeros((n + 2, m + 2))
    Dp[1:n + 1, 1:m + 1] = D
    R = R.copy()
    R[:, m + 1] = -1e10
    R[n + 1, :] = -1e10
    R[n + 1, m + 1] = R[n, m]
    E = np.zeros((n + 2, m + 2))
    E[n + 1, m + 1] = 1.0
    for j in range(m, 0, -1):
        for i in range(n, 0, -1):
            a = np.exp((R[i + 1, j] - R[i, j] - Dp[i + 1, j]) / gamma)
            b = np.exp((R[i, j + 1] - R[i, j] - Dp[i, j + 1]) / gamma)
            c = np.exp((R[i + 1, j + 1] - R[i, j] - Dp[i + 1, j + 1]) / gamma)
            E[i, j] = a * E[i + 1, j] + b * E[i, j + 1] + c * E[i + 1, j + 1]
    return E[1:n + 1, 1:m + 1]


def soft_dtw(x, y, gamma=1.0):
    """x: (n, d), y: (m, d). Returns value and gradient wrt x."""
    diff = x[:, None, :] - y[None, :, :]
    D = (diff ** 2).sum(axis=2)
    R = soft_dtw_table(D, gamma)
    E = alignment_matrix(D, R, gamma)
    grad = 2 * np.einsum("ij,ijd->id", E, diff)
    return R[len(x), len(y)], grad


if __name__ == "__main__":
    rng = np.random.default_rng(49)
    t = np.linspace(0, 1, 15)
    series = [np.sin(2 * np.pi * (t - s))[:, None] + 0.05 * rng.normal(size=(15, 1)) for s in (0.0, 0.1, 0.2)]
    bary = np.mean(series, axis=0)
    for it in range(20):
        vals, grads = zip(*(soft_dtw(bary, s, 0.1) for s in series))
        bary = bary - 0.02 * np.mean(grads, axis=0)
        if it % 5 == 0:
            print(it, np.mean(vals))
