# expect: LBZ201 line 26
# As many states as there are times: a loop that is not followed to its end gives fewer.
import numpy as np

times = np.linspace(0, 3, 31)


def decay(rate, start=2.0):
    y, states = start, [start]
    for a, b in zip(times[:-1], times[1:]):
        y = y - (b - a) * rate * y
        states.append(y)
    return np.array(states)


def misfit(rate, seen):
    return 0.5 * np.sum((decay(rate) - seen) ** 2)


rng = np.random.default_rng(9)
seen = decay(0.8) + 0.05 * rng.normal(size=times.size)
w = rng.normal(size=4)
A = rng.normal(size=(31, 4))
y = rng.normal(size=31)
loss = 0.5 * np.sum((A @ w - y) ** 2)
dw = A.T @ (A @ w + y)
print(misfit(0.5, seen), loss, dw)
