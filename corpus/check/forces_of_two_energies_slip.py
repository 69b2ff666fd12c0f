# expect: LBZ201 line 51
import numpy as np

eps, sigma, k_bond, r0 = 1.0, 1.0, 30.0, 1.2


def pair_energy(pos):
    E = 0.0
    for i in range(len(pos)):
        for j in range(i + 1, len(pos)):
            r = np.linalg.norm(pos[i] - pos[j])
            sr6 = (sigma / r) ** 6
            E += 4 * eps * (sr6 ** 2 - sr6)
    return E


def pair_forces(pos):
    forces = np.zeros_like(pos)
    for i in range(len(pos)):
        for j in range(i + 1, len(pos)):
            rij = pos[i] - pos[j]
            r2 = rij.dot(rij)
            sr6 = (sigma ** 2 / r2) ** 3
            f = 24 * eps * (2 * sr6 ** 2 - sr6) / r2 * rij
            forces[i] += f
            forces[j] -= f
    return forces


def bond_energy(pos):
    bonds = pos[1:] - pos[:-1]
    length = np.sqrt(np.sum(bonds ** 2, axis=1))
    return 0.5 * k_bond * np.sum((length - r0) ** 2)


def bond_forces(pos):
    bonds = pos[1:] - pos[:-1]
    length = np.sqrt(np.sum(bonds ** 2, axis=1))
    f = k_bond * ((length - r0) / length)[:, None] * bonds
    forces = np.zeros_like(pos)
    forces[:-1] += f
    forces[1:] += f
    return forces


def total_energy(pos):
    return pair_energy(pos) + bond_energy(pos)


def energy_gradient(pos):
    return -(pair_forces(pos) + bond_forces(pos))


def minimise(pos, step=1e-3, n_steps=300):
    for s in range(n_steps):
        grad = energy_gradient(pos)
        pos = pos - step * grad
    return pos


np.random.seed(6)
pos = np.arange(5)[:, None] * np.array([[1.2, 0.0, 0.0]]) + 0.1 * np.random.randn(5, 3)
print(total_energy(pos))
pos = minimise(pos)
print(total_energy(pos))
