# expect: clean
# verified: jac
# The Jacobian has axes of the residuals and of `p`; `w` holds the weights of the residuals, and nothing is fitted to it.
import numpy as np
from scipy.optimize import least_squares


def model(p, s):
    Vmax, Km = p
    return Vmax * s / (Km + s)


def fun(p, s, v, w):
    return w * (model(p, s) - v)


def jac(p, s, v, w):
    Vmax, Km = p
    J = np.empty((s.size, p.size))
    J[:, 0] = s / (Km + s)
    J[:, 1] = -Vmax * s / (Km + s) ** 2
    return J * w[:, np.newaxis]


rng = np.random.RandomState(21)
s = np.logspace(-1, 2, 24)
v = model(np.array([2.0, 1.5]), s) + 0.03 * rng.randn(24)
w = np.full(24, 33.0)
p0 = np.array([1.0, 1.0])
res = least_squares(fun, p0, jac=jac, args=(s, v, w))
print(res.x, 2 * res.cost)
