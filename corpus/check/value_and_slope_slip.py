# expect: LBZ201 line 11
# A search takes the value and the slope from one function; neither has a name there.
import numpy as np
from scipy.optimize import minimize


def misfit(p, T, y, soft=0.1):
    r = T @ p - y
    s = np.sqrt(r ** 2 + soft ** 2)
    n = len(y)
    return np.sum(s - soft) / n, T.T @ (r / s ** 2) / n


rng = np.random.default_rng(4)
T = rng.normal(size=(30, 3))
y = T @ np.array([1.0, -2.0, 0.5]) + 0.1 * rng.standard_t(2, size=30)
print(minimize(misfit, np.zeros(3), args=(T, y), jac=True, method="BFGS").x)
