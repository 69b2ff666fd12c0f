# expect: LBZ201 line 20
import numpy as np
from scipy.optimize import least_squares


def curve(q, x):
    height, centre, width = q
    return height * np.exp(-((x - centre) ** 2) / (2 * width ** 2))


def away(q, x, seen):
    return curve(q, x) - seen


def slopes(q, x, seen):
    height, centre, width = q
    bell = np.exp(-((x - centre) ** 2) / (2 * width ** 2))
    S = np.empty((x.size, 3))
    S[:, 0] = bell
    S[:, 1] = -height * bell * (x - centre) / width ** 2
    S[:, 2] = height * bell * (x - centre) ** 2 / width ** 3
    return S


x = np.linspace(-3, 3, 25)
seen = curve(np.array([2.0, 0.3, 0.8]), x)
found = least_squares(away, np.array([1.0, 0.0, 1.0]), jac=slopes, args=(x, seen))
S = slopes(found.x, x, seen)
print(found.x, np.linalg.inv(S.T @ S))
