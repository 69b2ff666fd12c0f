# expect: clean
# verified: partials
import numpy as np
from scipy.optimize import least_squares


def misfit(q, t, v):
    height, at, width = q
    return height * np.exp(-((t - at) / width) ** 2) - v


def partials(q, t, v):
    height, at, width = q
    shape = np.exp(-((t - at) / width) ** 2)
    J = np.zeros((t.size, 3))
    J[:, 0] = shape
    J[:, 1] = 2 * height * shape * (t - at) / width ** 2
    J[:, 2] = 2 * height * shape * (t - at) ** 2 / width ** 3
    return J


def fit(t, v):
    start = [v.max(), t[np.argmax(v)], 1.0]
    return least_squares(misfit, start, jac=partials, args=(t, v)).x


t = np.linspace(-3, 3, 40)
v = 2 * np.exp(-(t - 0.3) ** 2) + 0.05 * np.random.randn(40)
print(fit(t, v))
