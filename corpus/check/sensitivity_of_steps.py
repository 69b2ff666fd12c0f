# expect: clean
# verified: grad
import numpy as np


def follow(c, m, t):
    v = np.zeros(len(t))
    u = np.zeros(len(t))
    w = np.zeros(len(t))
    v[0] = 0.2
    for i in range(len(t) - 1):
        h = t[i + 1] - t[i]
        rate = c * v[i] * (m - v[i])
        # by the state, then by the two parameters
        by_v = c * (m - 2 * v[i])
        by_c = v[i] * (m - v[i])
        by_m = c * v[i]
        v[i + 1] = v[i] + h * rate
        u[i + 1] = u[i] + h * (by_v * u[i] + by_c)
        w[i + 1] = w[i] + h * (by_v * w[i] + by_m)
    return v, u, w


def misfit(p, t, seen):
    v, u, w = follow(p[0], p[1], t)
    rest = v - seen
    J = 0.5 * rest @ rest
    grad = np.array([rest @ u, rest @ w])
    return J, grad


t = np.linspace(0, 2, 8)
seen, _, _ = follow(0.7, 1.5, t)
p = np.array([0.5, 1.0])
for step in range(10):
    J, grad = misfit(p, t, seen)
    p -= 0.1 * grad
