# expect: clean
# verified: moved_jac
"""Landmarks of a slice are turned, scaled and shifted onto those of an atlas."""
import numpy as np
from scipy.optimize import least_squares


def moved(q, P):
    """(n, 2): the landmarks P where the map q = (scale, angle, dx, dy) puts them"""
    c, s = np.cos(q[1]), np.sin(q[1])
    R = np.array([[c, -s], [s, c]])
    return q[0] * (P @ R.T) + q[2:]


def moved_jac(q, P):
    """(2n, 4): of the landmarks in a row"""
    c, s = np.cos(q[1]), np.sin(q[1])
    R = np.array([[c, -s], [s, c]])
    dR = np.array([[-s, -c], [c, -s]])
    J = np.zeros((2 * len(P), 4))
    for n, p in enumerate(P):
        two = slice(2 * n, 2 * n + 2)
        J[two, 0] = R @ p
        J[two, 1] = q[0] * (dR @ p)
        J[two, 2:] = np.eye(2)
    return J


if __name__ == '__main__':
    rng = np.random.default_rng(4)
    P = rng.uniform(-1, 1, (40, 2))
    seen = moved(np.array([1.2, 0.4, 0.3, -0.1]), P) + 0.01 * rng.normal(size=(40, 2))
    found = least_squares(lambda q: (moved(q, P) - seen).ravel(), np.array([1.0, 0.1, 0.0, 0.0]),
                          jac=lambda q: moved_jac(q, P))
    print(found.x)
