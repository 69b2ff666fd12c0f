# expect: LBZ201 line 14
# Who is served first of each of many short queues: the chance is a softmax of those who wait.
import numpy as np

rng = np.random.default_rng(6)
D = 3


def first_served(theta, people, who):
    urge = people @ theta
    chance = np.exp(urge - urge.max())
    chance /= chance.sum()
    loss = -np.log(chance[who])
    return loss, chance @ people + people[who]


def served(theta, queues):
    cost, slope = 0.0, np.zeros_like(theta)
    for people, who in queues:
        loss, g = first_served(theta, people, who)
        cost += loss
        slope += g
    return cost / len(queues), slope / len(queues)


def queue(m):
    people = rng.normal(size=(m, D))
    return people, rng.integers(m)


queues = [queue(rng.integers(3, 7)) for _ in range(90)]
theta = np.zeros(D)
for k in range(60):
    cost, slope = served(theta, queues)
    theta = theta - 0.1 * slope
