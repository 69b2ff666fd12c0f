# expect: clean
# verified: cost_gradient
import numpy as np

g, l, dt = 9.81, 1.0, 0.05
b = 0.1          # damping
T = 40


def step(x, u):
    th, om = x
    return np.array([th + dt * om, om + dt * (-g / l * np.sin(th) - b * om + u)])


def rollout(x0, us):
    xs = [x0]
    for u in us:
        xs.append(step(xs[-1], u))
    return np.array(xs)          # (T+1, 2)


def cost(xs, us):
    goal = np.array([np.pi, 0.0])
    e = xs[-1] - goal
    return 10.0 * e.dot(e) + 0.01 * np.sum(us ** 2) * dt


def cost_gradient(xs, us):
    """Backward sweep: lam is dJ/dx_t, grad[t] is dJ/du_t."""
    goal = np.array([np.pi, 0.0])
    grad = np.zeros_like(us)
    B = np.array([0.0, dt])
    lam = 20.0 * (xs[-1] - goal)
    for t in reversed(range(len(us))):
        A = np.array([[1.0, dt],
                      [-dt * g / l * np.cos(xs[t, 0]), 1.0 - dt * b]])
        grad[t] = 0.02 * us[t] * dt + B.dot(lam)
        lam = A.T.dot(lam)
    return grad


x0 = np.zeros(2)
us = 0.1 * np.ones(T)
for it in range(100):
    xs = rollout(x0, us)
    dJ = cost_gradient(xs, us)
    dJ_norm = np.linalg.norm(dJ)
    us = us - 0.5 * dJ / max(1.0, dJ_norm)
    if it % 25 == 0:
        print('%3d  J = %8.4f  |dJ| = %.3f' % (it, cost(xs, us), dJ_norm))
