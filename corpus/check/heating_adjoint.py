# expect: clean
# verified: g_u
# A room and its wall, heated: the powers at all times by the adjoint, with constants written out.
import numpy as np
from scipy.optimize import minimize

dt = 0.1
wanted = np.array([21.0, 18.0])
Q = np.diag([1.0, 0.2])


def rates(x, u):
    room, wall = x
    return np.array([0.8 * (wall - room) + u, 0.3 * (room - wall) - 0.05 * wall ** 2])


def slopes(x):
    room, wall = x
    return np.array([[-0.8, 0.8], [0.3, -0.3 - 0.1 * wall]])


def cost_and_gradient(u, x0):
    N = len(u)
    x = np.zeros((N + 1, 2))
    x[0] = x0
    J = 0.0
    for k in range(N):
        x[k + 1] = x[k] + dt * rates(x[k], u[k])
        e = x[k + 1] - wanted
        J += 0.5 * e @ Q @ e + 0.01 * u[k] ** 2
    g_u = np.zeros(N)
    p = np.zeros(2)
    for k in range(N - 1, -1, -1):
        p = p + Q @ (x[k + 1] - wanted)
        g_u[k] = 0.02 * u[k] + dt * p[0]
        p = p + dt * slopes(x[k]).T @ p
    return J, g_u


if __name__ == "__main__":
    start = 0.5 * np.ones(30)
    found = minimize(cost_and_gradient, start, args=(np.array([15.0, 14.0]),), jac=True)
    print(found.x)
