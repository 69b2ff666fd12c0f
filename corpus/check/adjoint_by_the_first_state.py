# expect: clean
# verified: grad, grad_y0
"""
Discrete adjoint for a damped pendulum integrated with explicit Euler.
We estimate damping c and stiffness k from an observed angle trajectory.
"""
import numpy as np

DT = 0.05
N_STEPS = 60


def simulate(params, y0):
    k, c = params
    traj = np.zeros((N_STEPS + 1, 2))
    traj[0] = y0
    for n in range(N_STEPS):
        theta, omega = traj[n]
        traj[n+1, 0] = theta + DT * omega
        traj[n+1, 1] = omega + DT * (-k * np.sin(theta) - c * omega)
    return traj


def misfit(params, y0, obs):
    traj = simulate(params, y0)
    return 0.5 * DT * np.sum((traj[:, 0] - obs) ** 2)


def adjoint_gradient(params, y0, obs):
    """Gradient of the misfit with respect to (k, c) and the initial state."""
    k, c = params
    traj = simulate(params, y0)
    lam = np.zeros(2)
    grad = np.zeros(2)
    for n in reversed(range(N_STEPS)):
        lam[0] += DT * (traj[n+1, 0] - obs[n+1])
        theta, omega = traj[n]
        grad[0] += lam[1] * DT * (-np.sin(theta))
        grad[1] += lam[1] * DT * (-omega)
        A = np.array([[1.0, DT],
                      [-DT * k * np.cos(theta), 1.0 - DT * c]])
        lam = A.T.dot(lam)
    lam[0] += DT * (traj[0, 0] - obs[0])
    return grad, lam


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    y0 = np.array([1.2, 0.0])
    true = np.array([4.0, 0.3])
    obs = simulate(true, y0)[:, 0] + 0.01 * rng.randn(N_STEPS + 1)
    params = np.array([3.0, 0.1])
    for it in range(200):
        grad, _ = adjoint_gradient(params, y0, obs)
        params = params - 1.0 * grad
        if it % 50 == 0:
            print(it, params, misfit(params, y0, obs))

    eps = 1e-6
    grad, grad_y0 = adjoint_gradient(params, y0, obs)
    for i in range(2):
        e = np.zeros(2)
        e[i] = eps
        fd = (misfit(params + e, y0, obs) - misfit(params - e, y0, obs)) / (2 * eps)
        print('check', grad[i], fd)
