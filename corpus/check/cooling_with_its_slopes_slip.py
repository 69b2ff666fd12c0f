# expect: LBZ201 line 11
import numpy as np
from scipy.optimize import minimize


def change(state, k, room):
    """A cup cools; behind its temperature are the slopes by k, the room and the start."""
    temp, by_k, by_room, by_start = state
    gap = temp - room
    inner = -k * (1 + 0.02 * gap)
    return np.array([-k * gap * (1 + 0.01 * gap),
                     inner * by_k - gap * (1 + 0.01 * gap),
                     inner * by_room - k * (1 + 0.02 * gap),
                     inner * by_start])


def course(p, times):
    k, room, start = p
    state = np.array([start, 0.0, 0.0, 1.0])
    seen = [state]
    for before, after in zip(times[:-1], times[1:]):
        step = after - before
        first = change(state, k, room)
        second = change(state + step * first, k, room)
        state = state + step / 2 * (first + second)
        seen.append(state)
    return np.array(seen)


def misfit(p, times, measured):
    return 0.5 * np.sum((course(p, times)[:, 0] - measured) ** 2)


def misfit_gradient(p, times, measured):
    seen = course(p, times)
    off = seen[:, 0] - measured
    return seen[:, 1:].T @ off


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    times = np.linspace(0, 6, 25)
    measured = course([0.4, 20.0, 80.0], times)[:, 0] + rng.normal(size=len(times))
    found = minimize(misfit, [0.3, 18.0, 75.0], args=(times, measured), jac=misfit_gradient)
    print(found.x)
