# expect: clean
# verified: dR, dC, dr
"""Which visitors come to which rooms: the logarithms of the counts as a product of two tables."""
import numpy as np


def count(visits, people, rooms):
    N = np.zeros((people, rooms))
    for who, room in visits:
        N[who, room] += 1
    return N


def misfit(R, C, r, who, room, n):
    off = np.einsum('kd,kd->k', R[who], C[room]) + r[who] - np.log(n)
    value = 0.5 * np.sum(n * off ** 2)
    w = n * off
    dR, dC, dr = np.zeros_like(R), np.zeros_like(C), np.zeros_like(r)
    np.add.at(dR, who, w[:, None] * C[room])
    np.add.at(dC, room, w[:, None] * R[who])
    np.add.at(dr, who, w)
    return value, dR, dC, dr


if __name__ == '__main__':
    visits = [(0, 1), (0, 1), (1, 2), (2, 0), (2, 2), (2, 2), (3, 1), (3, 0), (0, 3), (4, 2)]
    N = count(visits, 5, 4)
    who, room = np.nonzero(N)
    n = N[who, room]
    rng = np.random.default_rng(1)
    R, C, r = 0.1 * rng.normal(size=(5, 2)), 0.1 * rng.normal(size=(4, 2)), np.zeros(5)
    for k in range(50):
        value, dR, dC, dr = misfit(R, C, r, who, room, n)
        R -= 0.05 * dR
        C -= 0.05 * dC
        r -= 0.05 * dr
    print(value)
