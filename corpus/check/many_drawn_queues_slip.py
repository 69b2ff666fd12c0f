# expect: LBZ201 line 20
# Who is served next in each of many short queues: the chance is a softmax of those who still wait.
import numpy as np

rng = np.random.default_rng(6)
D = 3


def served(theta, queues):
    cost, slope = 0.0, np.zeros_like(theta)
    for people, order in queues:
        ranked = people[order]
        urge = ranked @ theta
        m = len(urge)
        for j in range(m - 1):
            left = urge[j:] - urge[j:].max()
            chance = np.exp(left)
            chance /= chance.sum()
            cost += -np.log(chance[0])
            slope += chance @ ranked[j:] - ranked[-1]
    return cost / len(queues), slope / len(queues)


def queue(theta, m):
    people = rng.normal(size=(m, D))
    return people, np.argsort(-(people @ theta + rng.gumbel(size=m)))


def slope_by_differences(f, theta, h=1e-5):
    out = np.zeros_like(theta)
    for j in range(theta.size):
        e = np.zeros_like(theta)
        e[j] = h
        out[j] = (f(theta + e) - f(theta - e)) / (2 * h)
    return out


hidden = np.array([1.0, -0.5, 0.25])
queues = [queue(hidden, rng.integers(3, 7)) for _ in range(90)]
probe = rng.normal(size=D)
by_hand = served(probe, queues)[1]
print(np.abs(by_hand - slope_by_differences(lambda t: served(t, queues)[0], probe)).max())
theta = np.zeros(D)
for k in range(60):
    cost, slope = served(theta, queues)
    theta = theta - 0.1 * slope
