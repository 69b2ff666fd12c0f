# expect: LBZ101 line 14
import numpy as np


def unfold(T, axis):
    return np.moveaxis(T, axis, 0).reshape(T.shape[axis], -1)


def residuals(T, P, Q, S):
    R = np.einsum('ap,bp,cp->abc', P, Q, S) - T   # (A, B, C)
    G = R ** 2                                    # (A, B, C)
    f = 0.5 * np.sum(G)
    R0 = unfold(R, 0)                             # (A, B*C)
    R1 = unfold(R, 1)                             # (A*C, B)
    return f, R0, R1


A, B, C = 4, 5, 6
rng = np.random.default_rng(0)
P, Q, S = [rng.normal(size=(d, 3)) for d in (A, B, C)]
print(residuals(rng.normal(size=(A, B, C)), P, Q, S))
