# expect: clean
"""Readings are taken at some steps of a path that has many: what is followed of it is shorter."""
import numpy as np

steps = 40


def path(start):
    states = [start]
    for _ in range(steps):
        states.append(0.9 * states[-1])
    return states


true = path(np.ones(5))
readings = {k: true[k] + 0.01 * np.random.randn(5) for k in (5, 15, 30)}


def misfit(start):
    states = path(start)
    return sum(0.5 * np.sum((states[k] - readings[k]) ** 2) for k in readings)


print(misfit(np.zeros(5)))
