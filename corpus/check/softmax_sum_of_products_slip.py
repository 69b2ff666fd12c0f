# expect: LBZ201 line 18
import numpy as np


def weights(s):
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def mix(Z, B, V):
    P = weights(Z @ B / 2.0)
    return P @ V, P


def mix_backward(dY, Z, B, V, P):
    dV = P.T @ dY
    dP = dY @ V.T
    ds = P * (dP - np.sum(dP, axis=1, keepdims=True))
    ds = ds / 2.0
    dB = Z.T @ ds
    return dB, dV


rng = np.random.RandomState(3)
Z, B, V = rng.randn(7, 3), rng.randn(3, 5), rng.randn(5, 2)
T = rng.randn(7, 2)
for i in range(30):
    Y, P = mix(Z, B, V)
    loss = np.mean((Y - T) ** 2)
    dY = 2 * (Y - T) / Y.size
    dB, dV = mix_backward(dY, Z, B, V, P)
    B -= 0.1 * dB
    V -= 0.1 * dV
