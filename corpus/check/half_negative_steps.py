# expect: clean
# What is called negative is a multiple of minus the gradient, to be added.
import numpy as np

R = np.random.rand(9, 7)
seen = np.random.rand(9, 7) < 0.6


def objective(P, Q, lam):
    E = np.where(seen, R - P @ Q.T, 0.0)
    return np.sum(E ** 2) + lam * (np.sum(P ** 2) + np.sum(Q ** 2))


def half_negative_gradients(P, Q, lam):
    """-1/2 of the gradient, to be added."""
    E = (R - P @ Q.T) * seen
    return E @ Q - lam * P, E.T @ P - lam * Q


P, Q = 0.1 * np.random.randn(9, 3), 0.1 * np.random.randn(7, 3)
for epoch in range(50):
    params = (P, Q)
    for p, step in zip(params, half_negative_gradients(P, Q, 0.02)):
        p += 0.02 * step
print(objective(P, Q, 0.02))
