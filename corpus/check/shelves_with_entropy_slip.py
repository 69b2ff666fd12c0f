# expect: LBZ201 line 24
# Which shelf a box goes to: a softmax over shelves for each kind of box. The plan is paid for by
# what it costs, and by how little it spreads.
import numpy as np


def plan(theta, kind):
    e = np.exp(theta[kind] - theta[kind].max())
    return e / e.sum()


def objective_and_grad(theta, kinds, costs, spread):
    """J = 1/n sum_k [ log p_k[cheapest] - spread * p_k . log p_k ], to be made large"""
    n = len(kinds)
    J = 0.0
    grad = np.zeros_like(theta)
    for k, best, worth in zip(kinds, costs.argmin(axis=1), costs.max(axis=1)):
        p = plan(theta, k)
        lp = np.log(p)
        H = -np.sum(p * lp)
        J += (worth * lp[best] + spread * H) / n
        dlp = -p
        dlp[best] += 1.0
        dH = -p * (lp + 1)
        grad[k] += (worth * dlp + spread * dH) / n
    return J, grad


def improve(rounds=200, rate=0.3, seed=6):
    rng = np.random.default_rng(seed)
    theta = np.zeros((4, 3))
    for step in range(rounds):
        kinds = [0, 2, 1, 3, 2]
        costs = rng.uniform(size=(5, 3))
        _, grad = objective_and_grad(theta, kinds, costs, 0.1)
        theta += rate * grad
    return theta


if __name__ == '__main__':
    print(improve().round(2))
