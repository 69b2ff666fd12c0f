# expect: clean
# verified: strain_grad
# How far a hand is from where it rests is called da, and is no gradient.
import numpy as np

REST = np.array([0.3, -0.2])


def strain_cost(a, goal, k):
    tip = np.array([np.cos(a[0]) + np.cos(a.sum()), np.sin(a[0]) + np.sin(a.sum())])
    miss = tip - goal
    da = a - REST
    return 0.5 * miss @ miss + 0.5 * k * da @ da


def strain_grad(a, goal, k):
    s, c = np.sin(a), np.cos(a)
    both = a.sum()
    tip = np.array([c[0] + np.cos(both), s[0] + np.sin(both)])
    J = np.array([[-s[0] - np.sin(both), -np.sin(both)], [c[0] + np.cos(both), np.cos(both)]])
    return J.T @ (tip - goal) + k * (a - REST)


a, goal = np.array([0.5, 0.5]), np.array([1.0, 1.2])
for _ in range(100):
    a = a - 0.1 * strain_grad(a, goal, 0.05)
print(a, strain_cost(a, goal, 0.05))
