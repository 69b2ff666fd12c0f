# expect: LBZ201 line 17
import numpy as np


def sigma(a):
    return 1 / (1 + np.exp(-a))


def step(v, h, U, Q):
    g = sigma(v @ U)
    m = np.tanh(v @ Q)
    out = g * m + (1 - g) * h
    return out, (v, g, m, h)


def step_back(dout, kept, U, Q):
    v, m, g, h = kept
    dg = dout * (m - h) * g * (1 - g)
    dm = dout * g * (1 - m ** 2)
    dU = v.T @ dg
    dQ = v.T @ dm
    dh = dout * (1 - g)
    return dh, dU, dQ


def loss_and_gradients(vs, goal, U, Q):
    h = np.zeros_like(goal)
    steps = []
    for v in vs:
        h, kept = step(v, h, U, Q)
        steps.append(kept)
    loss = 0.5 * np.sum((h - goal) ** 2)
    dh = h - goal
    dU, dQ = np.zeros_like(U), np.zeros_like(Q)
    for kept in reversed(steps):
        dh, du, dq = step_back(dh, kept, U, Q)
        dU += du
        dQ += dq
    return loss, dU, dQ


rng = np.random.RandomState(0)
U, Q = rng.randn(3, 4), rng.randn(3, 4)
vs = [rng.randn(6, 3) for _ in range(3)]
goal = rng.randn(6, 4)
for it in range(50):
    loss, dU, dQ = loss_and_gradients(vs, goal, U, Q)
    U -= 0.01 * dU
    Q -= 0.01 * dQ
