# expect: LBZ201 line 31
# A step that is solved for is no gradient.
import numpy as np


def heights(par, z):
    return par[0] + par[1] * np.exp(-par[2] * z)


def partials(par, z):
    e = np.exp(-par[2] * z)
    J = np.zeros((len(z), 3))
    J[:, 0] = 1
    J[:, 1] = e
    J[:, 2] = -par[1] * z * e
    return J


def cost(par, z, seen):
    r = heights(par, z) - seen
    return 0.5 * r @ r


rng = np.random.default_rng(3)
z = np.linspace(0, 2, 30)
seen = heights([1.0, 2.0, 1.5], z) + 0.01 * rng.normal(size=30)
par = np.array([0.8, 1.5, 1.0])
for turn in range(8):
    J = partials(par, z)
    r = heights(par, z) - seen
    grad = J.T @ (r + seen)
    print(turn, cost(par, z, seen))
    par = par - np.linalg.solve(J.T @ J, grad)
print(par)
