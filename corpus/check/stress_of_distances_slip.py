# expect: LBZ302 line 12
"""Stress of a map of cities, by its distances."""
import numpy as np


def stress_and_grad(Z, D):
    """Stress and its gradient by the positions of the cities."""
    diff = Z[:, None, :] - Z[None, :, :]
    dist = np.sqrt((diff ** 2).sum(axis=2))
    stress = 0.5 * ((dist - D) ** 2).sum()

    pull = (dist - D) / dist
    grad = 2 * (pull[:, :, None] * diff).sum(axis=1)
    return stress, grad


cities = np.array([[0.0, 1.0], [2.0, 0.5], [1.0, 3.0], [4.0, 2.0]])
D = np.sqrt(((cities[:, None] - cities[None]) ** 2).sum(-1))
Z = np.random.RandomState(3).normal(size=(4, 2))
for step in range(50):
    stress, grad = stress_and_grad(Z, D)
    Z -= 0.02 * grad
