# expect: clean
# The rows are counted by what is read off an array whose size is written as a number.
import numpy as np


def stress_and_grad(Y, D):
    n = Y.shape[0]
    G = np.dot(Y, Y.T)
    R = G - D
    cost = 0.25 * np.mean(R ** 2)
    dY = np.zeros_like(Y)
    for i in range(n):
        dY[i, :] = np.sum(0.5 / n ** 2 * (R[:, i] + R[i, :])[:, None] * Y, 0)
    return cost, dY


def main():
    np.random.seed(2)
    X = np.vstack([np.random.randn(14, 5), 2 + np.random.randn(14, 5)])
    D = np.dot(X, X.T)
    Y = 1e-2 * np.random.randn(28, 2)
    for step in range(60):
        cost, dY = stress_and_grad(Y, D)
        Y = Y - 1e-3 * dY
    print(cost)


main()
