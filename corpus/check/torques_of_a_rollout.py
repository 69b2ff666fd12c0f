# expect: clean
# verified: grad
# As many torques as are written out once: a loop along them is followed with few.
import numpy as np

DT = 0.1


def step(x, u):
    angle, speed = x
    speed2 = speed + DT * (u - np.sin(angle))
    return np.array([angle + DT * speed2, speed2])


def step_jac(x):
    row = np.array([-DT * np.cos(x[0]), 1.0])
    return np.vstack([np.array([1.0, 0.0]) + DT * row, row]), np.array([DT * DT, DT])


def cost_and_grad(x0, us, goal):
    N = len(us)
    xs = [np.asarray(x0, dtype=float)]
    for u in us:
        xs.append(step(xs[-1], u))
    cost = 0.5 * np.sum(us ** 2)
    for x in xs:
        cost += 0.5 * np.sum((x - goal) ** 2)
    grad = np.zeros(N)
    lam = xs[N] - goal
    for k in reversed(range(N)):
        A, B = step_jac(xs[k])
        grad[k] = us[k] + B @ lam
        lam = A.T @ lam
        lam = lam + (xs[k] - goal)
    return cost, grad


us = 0.1 * np.random.default_rng(1).normal(size=45)
for it in range(50):
    cost, grad = cost_and_grad([0.0, 0.0], us, np.array([np.pi, 0.0]))
    us = us - 0.05 * grad
