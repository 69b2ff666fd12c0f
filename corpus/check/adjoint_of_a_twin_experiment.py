# expect: clean
# verified: dJ_dp, dJ_du0, df_dp
# What is compared with was simulated from the same state, and is data.
import numpy as np


def f(u, p):
    a, b = p
    x, y = u
    return np.array([a * x - x * y, x * y - b * y])


def df_du(u, p):
    a, b = p
    x, y = u
    return np.array([[a - y, -x], [y, x - b]])


def df_dp(u, p):
    x, y = u
    return np.array([[x, 0.0], [0.0, -y]])


def solve_forward(u0, p, dt, n):
    u = np.zeros((n + 1, 2))
    u[0] = u0
    for k in range(n):
        u[k + 1] = u[k] + dt * f(u[k], p)
    return u


def cost(u, obs, dt):
    return 0.5 * dt * np.sum((u - obs) ** 2)


def adjoint_gradient(u, obs, p, dt):
    n = u.shape[0] - 1
    lam = dt * (u[n] - obs[n])
    dJ_dp = np.zeros(2)
    for k in range(n - 1, -1, -1):
        dJ_dp += dt * df_dp(u[k], p).T @ lam
        lam = lam + dt * df_du(u[k], p).T @ lam + dt * (u[k] - obs[k])
    dJ_du0 = lam
    return dJ_dp, dJ_du0


dt, n = 0.02, 200
u0 = np.array([1.0, 0.5])
obs = solve_forward(u0, np.array([1.1, 0.9]), dt, n)
p = np.array([0.9, 0.8])
u = solve_forward(u0, p, dt, n)
J = cost(u, obs, dt)
dJ_dp, dJ_du0 = adjoint_gradient(u, obs, p, dt)
print(J, dJ_dp, dJ_du0)
