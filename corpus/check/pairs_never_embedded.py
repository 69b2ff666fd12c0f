# expect: clean
import numpy as np


def neighbours(Y):
    s = np.sum(Y ** 2, axis=1)
    num = 1 / (1 + s[:, None] + s[None, :] - 2 * Y @ Y.T)
    num[range(len(Y)), range(len(Y))] = 0
    return np.maximum(num / num.sum(), 1e-12), num


def kl(P, Y):
    Q, _ = neighbours(Y)
    return np.sum(P * np.log(P / Q))


def kl_grad(P, Y):
    Q, num = neighbours(Y)
    n, d = Y.shape
    F = P - Q
    dY = np.zeros((n, d))
    for i in range(n):
        dY[i] = 4 * ((F[:, i] * num[:, i])[:, None] * (Y[i] - Y)).sum(axis=0)
    return dY


def embed(P, rounds=100):
    Y = np.random.randn(P.shape[0], 2) * 0.01
    P = np.maximum(P / P.sum(), 1e-12)
    for k in range(rounds):
        Y = Y - 50 * kl_grad(P, Y)
        if k % 20 == 0:
            print(k, kl(P, Y))
    return Y
