# verified: grad
# The gradient is that of the squares alone: what the threshold takes off is the rest.
import numpy as np

rng = np.random.default_rng(5)
leadfield = rng.standard_normal((16, 40))
sensors = leadfield[:, 3] - 2 * leadfield[:, 17] + 0.05 * rng.standard_normal(16)


def shrink(u, level):
    return np.sign(u) * np.maximum(np.abs(u) - level, 0.0)


current = 0.1 * rng.standard_normal(40)
weight = 0.4
length = 1.0 / np.linalg.norm(leadfield, 2) ** 2
for sweep in range(200):
    misfit = leadfield @ current - sensors
    energy = 0.5 * np.sum(misfit ** 2) + weight * np.sum(np.abs(current))
    grad = leadfield.T @ misfit
    current = shrink(current - length * grad, length * weight)
    if sweep % 50 == 0:
        print(sweep, energy)
