# expect: clean
# verified: spring_forces
import numpy as np


def spring_energy(pos, links, stiffness):
    E = 0.0
    for i, j in links:
        E += 0.5 * stiffness * (np.linalg.norm(pos[i] - pos[j]) - 1.0) ** 2
    return E


def spring_forces(pos, links, stiffness):
    """Minus the gradient of the energy."""
    F = np.zeros(pos.shape)
    for i, j in links:
        d = pos[i] - pos[j]
        r = np.linalg.norm(d)
        f = -stiffness * (r - 1.0) * d / r
        F[i] += f
        F[j] -= f
    return F


links = [(0, 1), (1, 2), (0, 2)]
pos = np.random.randn(3, 2)
for step in range(10):
    pos = pos + 0.01 * spring_forces(pos, links, 3.0)
print(spring_energy(pos, links, 3.0))
