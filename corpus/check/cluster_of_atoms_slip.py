# expect: LBZ101 line 25
"""Lennard-Jones cluster: potential energy, forces, and steepest-descent relaxation."""
import numpy as np


class LJCluster:
    """N atoms in three dimensions; pair potential 4 eps ((sigma/r)^12 - (sigma/r)^6)."""

    def __init__(self, positions, epsilon=1.0, sigma=1.0):
        self.x = np.array(positions, dtype=float)  # (N, 3)
        self.eps = epsilon
        self.sig = sigma

    def _pairs(self):
        i, j = np.triu_indices(len(self.x), k=1)
        d = self.x[i] - self.x[j]
        return i, j, d, (d ** 2).sum(axis=1)

    def energy(self):
        _, _, _, r2 = self._pairs()
        s6 = (self.sig ** 2 / r2) ** 3
        return 4 * self.eps * np.sum(s6 ** 2 - s6)

    def forces(self):
        """Return F = -dE/dx for every atom; array of shape (3, N)."""
        i, j, d, r2 = self._pairs()
        s6 = (self.sig ** 2 / r2) ** 3
        # dE/d(r2) for each pair
        dE = 4 * self.eps * (-6 * s6 ** 2 + 3 * s6) / r2
        pair = -2 * dE[:, None] * d
        F = np.zeros_like(self.x)
        np.add.at(F, i, pair)
        np.subtract.at(F, j, pair)
        return F


def relax(cluster, step=1e-3, max_move=0.05, iters=400):
    for k in range(iters):
        F = cluster.forces()
        move = step * F
        big = np.abs(move).max()
        if big > max_move:
            move *= max_move / big
        cluster.x += move
        if k % 100 == 0:
            print("step %4d  E = %10.4f  max|F| = %.3e" % (k, cluster.energy(), np.abs(F).max()))
    return cluster


if __name__ == "__main__":
    rng = np.random.default_rng(48)
    grid = np.array([[a, b, c] for a in range(2) for b in range(2) for c in range(2)], dtype=float)
    atoms = 1.2 * grid + 0.05 * rng.normal(size=(8, 3))
    relax(LJCluster(atoms))
