# expect: clean
# What a function returns gets another name where it is called, and goes to one row there.
import numpy as np


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def pair_cost(c, o, U, noise):
    u = U[o]
    p = sigmoid(u @ c)
    cost = -np.log(p)
    grad_c = (p - 1) * u
    grad_U = np.zeros(U.shape)
    grad_U[o] += (p - 1) * c
    for k in noise:
        q = sigmoid(-(U[k] @ c))
        cost -= np.log(q)
        grad_c += (1 - q) * U[k]
        grad_U[k] += (1 - q) * c
    return cost, grad_c, grad_U


def window_cost(centre, others, noises, centres, U):
    cost = 0.0
    grad_centres = np.zeros(centres.shape)
    grad_U = np.zeros(U.shape)
    v = centres[centre]
    for o, noise in zip(others, noises):
        one, gc, gu = pair_cost(v, o, U, noise)
        cost += one
        grad_centres[centre] += gc
        grad_U += gu
    return cost, grad_centres, grad_U


rng = np.random.RandomState(14)
words, width = 7, 3
C, U = rng.randn(words, width), rng.randn(words, width)
for step in range(20):
    cost, gC, gU = window_cost(2, [1, 4], [[0, 5, 0], [6, 6, 3]], C, U)
    C -= 0.3 * gC
    U -= 0.3 * gU
print(cost)
