# expect: clean
"""Lennard-Jones cluster: energy and forces, reduced units, velocity Verlet."""
import numpy as np


def pair_energy_forces(pos, epsilon=1.0, sigma=1.0):
    n = pos.shape[0]
    energy = 0.0
    forces = np.zeros_like(pos)
    for i in range(n - 1):
        for j in range(i + 1, n):
            rij = pos[i] - pos[j]
            r2 = rij @ rij
            s6 = (sigma ** 2 / r2) ** 3
            energy += 4.0 * epsilon * (s6 ** 2 - s6)
            fij = 24.0 * epsilon * (2.0 * s6 ** 2 - s6) / r2 * rij
            forces[i] += fij
            forces[j] -= fij
    return energy, forces


def trap_energy_forces(pos, k):
    """Weak harmonic trap about the origin."""
    return 0.5 * k * np.sum(pos ** 2), -k * pos


def total(pos, k=0.1):
    e1, f1 = pair_energy_forces(pos)
    e2, f2 = trap_energy_forces(pos, k)
    return e1 + e2, f1 + f2


def verlet(pos, vel, dt, nsteps):
    energy, f = total(pos)
    for step in range(nsteps):
        vel = vel + 0.5 * dt * f
        pos = pos + dt * vel
        energy, f = total(pos)
        vel = vel + 0.5 * dt * f
    return pos, vel, energy


if __name__ == "__main__":
    rng = np.random.default_rng(21)
    grid = np.array([[i, j, k] for i in range(2) for j in range(2) for k in range(2)], dtype=float)
    pos = 1.2 * grid + 0.05 * rng.normal(size=grid.shape)
    pos -= pos.mean(axis=0)
    vel = 0.1 * rng.normal(size=pos.shape)
    e0, _ = total(pos)
    h0 = e0 + 0.5 * np.sum(vel ** 2)
    pos, vel, e1 = verlet(pos, vel, 0.002, 100)
    print("energy drift", e1 + 0.5 * np.sum(vel ** 2) - h0)
