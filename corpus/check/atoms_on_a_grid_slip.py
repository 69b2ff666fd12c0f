# expect: LBZ201 line 28
import numpy as np

# Lennard-Jones cluster, reduced units
EPS = 1.0
SIGMA = 1.0


def pair_vectors(coords):
    rij = coords[:, None, :] - coords[None, :, :]
    r2 = np.sum(rij ** 2, axis=2)
    np.fill_diagonal(r2, 1.0)
    return rij, r2


def lj_energy(coords):
    rij, r2 = pair_vectors(coords)
    sr6 = (SIGMA ** 2 / r2) ** 3
    pair = 4 * EPS * (sr6 ** 2 - sr6)
    np.fill_diagonal(pair, 0.0)
    return 0.5 * np.sum(pair)


def lj_gradient(coords):
    """dE/dx for all atoms; the forces are its negative."""
    rij, r2 = pair_vectors(coords)
    sr6 = (SIGMA ** 2 / r2) ** 3
    coef = -24 * EPS * (2 * sr6 ** 2 - sr6) / np.sqrt(r2)
    np.fill_diagonal(coef, 0.0)
    grad = np.sum(coef[:, :, None] * rij, axis=1)
    return grad


def minimise(coords, max_step=0.05, n_steps=200):
    e_old = lj_energy(coords)
    step = 1e-3
    for _ in range(n_steps):
        grad = lj_gradient(coords)
        move = -step * grad
        biggest = np.abs(move).max()
        if biggest > max_step:
            move *= max_step / biggest
        trial = coords + move
        e_new = lj_energy(trial)
        if e_new < e_old:
            coords, e_old = trial, e_new
            step *= 1.1
        else:
            step *= 0.5
    return coords, e_old


if __name__ == '__main__':
    np.random.seed(7)
    grid = np.array([[i, j, k] for i in range(2) for j in range(2) for k in range(2)], dtype=float)
    coords = 1.15 * grid + 0.05 * np.random.randn(8, 3)
    print('start energy %.5f' % lj_energy(coords))
    coords, e = minimise(coords)
    print('final energy %.5f, largest force %.5f' % (e, np.abs(lj_gradient(coords)).max()))
