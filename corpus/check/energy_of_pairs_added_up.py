# expect: clean
# verified: grad
"""Lennard-Jones cluster: energy, forces and steepest descent relaxation."""
import numpy as np

EPS = 1.0
SIGMA = 1.0
N_ATOMS = 7


def pair_energy(r2):
    sr6 = (SIGMA ** 2 / r2) ** 3
    return 4.0 * EPS * (sr6 ** 2 - sr6)


def total_energy(pos):
    energy = 0.0
    for i in range(len(pos)):
        for j in range(i + 1, len(pos)):
            rij = pos[i] - pos[j]
            energy += pair_energy(np.dot(rij, rij))
    return energy


def energy_gradient(pos):
    """Gradient of the total energy (minus the forces), shape (n_atoms, 3)."""
    grad = np.zeros_like(pos)
    for i in range(len(pos)):
        for j in range(i + 1, len(pos)):
            rij = pos[i] - pos[j]
            r2 = np.dot(rij, rij)
            sr6 = (SIGMA ** 2 / r2) ** 3
            # dE/dr * 1/r
            f = -24.0 * EPS * (2 * sr6 ** 2 - sr6) / r2
            grad[i] += f * rij
            grad[j] -= f * rij
    return grad


def relax(pos, step=1e-3, n_steps=300):
    energies = [total_energy(pos)]
    for it in range(n_steps):
        g = energy_gradient(pos)
        norm = np.linalg.norm(g)
        if norm > 50.0:
            g *= 50.0 / norm
        pos = pos - step * g
        energies.append(total_energy(pos))
    return pos, energies


rng = np.random.RandomState(10)
grid = np.array([[i, j, k] for i in range(2) for j in range(2) for k in range(2)], dtype=float)
positions = 1.15 * grid[:N_ATOMS] + 0.05 * rng.randn(N_ATOMS, 3)
positions, energies = relax(positions)
print("start %.4f  end %.4f" % (energies[0], energies[-1]))
