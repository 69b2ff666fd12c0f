# expect: LBZ201 line 27
import numpy as np
from scipy.optimize import minimize

# a chain of springs that stiffen, its forces and its stiffness matrix


def phi(u):
    s = u[1:] - u[:-1]
    return np.sum(0.5 * s ** 2 + 0.25 * s ** 4) + 0.5 * u[0] ** 2


def dphi(u):
    g = np.zeros_like(u)
    s = u[1:] - u[:-1]
    t = s + s ** 3
    g[1:] += t
    g[:-1] -= t
    g[0] += u[0]
    return g


def d2phi(u):
    n = len(u)
    K = np.zeros((n, n))
    for i in range(n - 1):
        k = 1 + 6 * (u[i + 1] - u[i]) ** 2
        K[i, i] += k
        K[i + 1, i + 1] += k
        K[i, i + 1] -= k
        K[i + 1, i] -= k
    K[0, 0] += 1.0
    return K


u0 = np.linspace(0.5, -0.5, 6)
res = minimize(phi, u0, jac=dphi, hess=d2phi, method='trust-ncg')
print(res.x, res.fun)
