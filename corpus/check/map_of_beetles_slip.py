# expect: LBZ201 line 45
# A map of beetles by what was measured of them: near neighbours first stand closer than they are.
import numpy as np


def distances(A):
    q = (A ** 2).sum(axis=1)
    return np.maximum(q[:, None] - 2 * A.dot(A.T) + q[None, :], 0)


def nearness(A, neighbours=4.0, rounds=40):
    D = distances(A)
    m = len(A)
    N = np.zeros((m, m))
    for i in range(m):
        others = np.r_[0:i, i + 1:m]
        low, high, rate = 0.0, np.inf, 1.0
        for _ in range(rounds):
            row = np.exp(-rate * (D[i, others] - D[i, others].min()))
            row = row / row.sum()
            spread = -np.sum(row * np.log(row + 1e-12))
            if abs(spread - np.log(neighbours)) < 1e-4:
                break
            if spread > np.log(neighbours):
                low = rate
                rate = rate * 2 if np.isinf(high) else 0.5 * (rate + high)
            else:
                high = rate
                rate = 0.5 * (rate + low)
        N[i, others] = row
    return (N + N.T) / (2 * m)


def divergence(Z, N):
    kernel = 1 / (1 + distances(Z))
    np.fill_diagonal(kernel, 0)
    M = kernel / kernel.sum()
    return np.sum(N * np.log(np.maximum(N, 1e-12) / np.maximum(M, 1e-12)))


def divergence_grad(Z, N):
    kernel = 1 / (1 + distances(Z))
    np.fill_diagonal(kernel, 0)
    M = kernel / kernel.sum()
    pull = N - M
    dZ = 4 * (pull.sum(axis=1)[:, None] * Z - pull @ Z)
    return dZ


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    beetles = rng.normal(size=(11, 5))
    N = nearness(beetles)
    Z = 0.01 * rng.normal(size=(11, 2))
    for t in range(300):
        more = 12.0 if t < 80 else 1.0
        dZ = divergence_grad(Z, more * N)
        Z = Z - 5.0 * dZ
        if t % 50 == 0:
            print(t, divergence(Z, N))
