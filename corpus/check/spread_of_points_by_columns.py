# expect: clean
# verified: bent_jac
# The Jacobian has the first coordinates of all points, then the second ones.
import numpy as np


def bent(q, P):
    """(n, 2): points P on a sheet that is bent"""
    x = P[:, 0] + q[0] * P[:, 1] ** 2
    y = P[:, 1] + q[1] * P[:, 0] * P[:, 1] + q[2] ** 2
    return np.stack([x, y], axis=1)


def bent_jac(q, P):
    n = len(P)
    J = np.zeros((2 * n, 3))
    J[:n, 0] = P[:, 1] ** 2
    J[n:, 1] = P[:, 0] * P[:, 1]
    J[n:, 2] = 2 * q[2]
    return J


rng = np.random.default_rng(8)
P = rng.normal(size=(7, 2))
q = np.array([0.3, -0.2, 0.5])
target = bent(np.array([0.1, 0.2, 0.4]), P)
for _ in range(10):
    r = (bent(q, P) - target).T.ravel()
    q = q - np.linalg.lstsq(bent_jac(q, P), r, rcond=None)[0]
print(q)
