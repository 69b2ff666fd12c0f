# expect: clean
"""
Parameter estimation for logistic growth with harvesting,

    dx/dt = r x (1 - x / K) - q x,

integrated with explicit Euler; the gradient of the misfit comes from the
discrete adjoint (one backward sweep over the stored trajectory).
"""
import numpy as np


def rhs(x, r, K, q):
    return r * x * (1 - x / K) - q * x


def solve(params, x0, dt, n_steps):
    r, K, q = params
    x = np.zeros(n_steps + 1)
    x[0] = x0
    for n in range(n_steps):
        x[n + 1] = x[n] + dt * rhs(x[n], r, K, q)
    return x


def misfit(params, x0, dt, n_steps, obs_idx, obs):
    x = solve(params, x0, dt, n_steps)
    return 0.5 * np.sum((x[obs_idx] - obs) ** 2)


def adjoint_gradient(params, x0, dt, n_steps, obs_idx, obs):
    r, K, q = params
    x = solve(params, x0, dt, n_steps)
    source = np.zeros(n_steps + 1)
    source[obs_idx] = x[obs_idx] - obs

    grad = np.zeros(3)
    lam = source[n_steps]
    for n in range(n_steps - 1, -1, -1):
        grad[0] += lam * dt * x[n] * (1 - x[n] / K)
        grad[1] += lam * dt * r * x[n] ** 2 / K ** 2
        grad[2] -= lam * dt * x[n]
        lam = lam * (1 + dt * (r * (1 - 2 * x[n] / K) - q)) + source[n]
    grad_x0 = lam
    return grad, grad_x0


def gauss_descent(params, x0, dt, n_steps, obs_idx, obs, n_iter=60):
    step = 1e-3 * np.array([1.0, 50.0, 1.0])
    for it in range(n_iter):
        grad, _ = adjoint_gradient(params, x0, dt, n_steps, obs_idx, obs)
        trial = params - step * grad
        if misfit(trial, x0, dt, n_steps, obs_idx, obs) < misfit(params, x0, dt, n_steps, obs_idx, obs):
            params = trial
            step = step * 1.2
        else:
            step = step * 0.5
    return params


rng = np.random.RandomState(12)
dt, n_steps, x0 = 0.1, 80, 0.5
truth = np.array([1.1, 10.0, 0.2])
obs_idx = np.arange(5, n_steps + 1, 5)
obs = solve(truth, x0, dt, n_steps)[obs_idx] + 0.1 * rng.randn(len(obs_idx))
start = np.array([0.9, 8.0, 0.1])
estimate = gauss_descent(start, x0, dt, n_steps, obs_idx, obs)
print('start misfit', misfit(start, x0, dt, n_steps, obs_idx, obs))
print('final misfit', misfit(estimate, x0, dt, n_steps, obs_idx, obs), estimate)
