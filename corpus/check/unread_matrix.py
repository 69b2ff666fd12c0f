# expect: clean
import numpy as np


def similarities(X):
    P = np.zeros((len(X), len(X)))
    for i in range(len(X)):
        order = sorted(range(len(X)), key=lambda j: X[j, 0] - X[i, 0])
        P[i, order[:3]] = 1.0
    P = P + P.T
    return P / P.sum()


def stress(Y, P):
    diff = Y[:, None] - Y[None]
    far = np.sum(diff**2, axis=2)
    C = np.sum(P * far)
    dY = 4 * np.sum(P[:, :, None] * diff, axis=1)
    return C, dY


X = np.random.randn(10, 4)
P = similarities(X)
Y = np.random.randn(10, 2)
for it in range(20):
    C, dY = stress(Y, P)
    Y = Y - 0.1 * dY
