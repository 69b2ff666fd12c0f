# expect: LBZ201 line 17
import numpy as np

rods = np.array([1.0, 0.8, 0.5, 0.3])


def tip(angles):
    total = np.cumsum(angles)
    return np.array([np.sum(rods * np.cos(total)), np.sum(rods * np.sin(total))])


def moves(angles):
    total = np.cumsum(angles)
    M = np.zeros((2, len(angles)))
    for k in range(len(angles)):
        M[0, k] = -np.sum(rods[k:] * np.sin(total[k:]))
        M[1, k] = np.sum(rods[:k + 1] * np.cos(total[:k + 1]))
    return M


def cost(angles, goal):
    miss = tip(angles) - goal
    return 0.5 * miss @ miss


def cost_grad(angles, goal):
    return moves(angles).T @ (tip(angles) - goal)


angles = np.array([0.2, 0.4, 0.1, 0.3])
for step in range(50):
    angles = angles - 0.1 * cost_grad(angles, np.array([1.2, 1.1]))
