# expect: LBZ201 line 23
# Which shelf a box goes to: a softmax over shelves for each kind of box. The plan is paid for by
# what it costs, and by how little it spreads.
import numpy as np


def plan(theta):
    e = np.exp(theta - theta.max())
    return e / e.sum()


def objective_and_grad(theta, kinds, costs, spread):
    """J = sum_k p_k . c_k - spread * H(p_k), to be made small"""
    J = 0.0
    g = np.zeros_like(theta)
    for k, c in zip(kinds, costs):
        p = plan(theta[k])
        lp = np.log(p)
        H = -np.sum(p * lp)
        m = np.sum(p * c)
        J += m - spread * H
        gm = p * (c - m)
        gH = -p * (lp + 1)
        g[k] += gm - spread * gH
    return J, g


if __name__ == '__main__':
    rng = np.random.default_rng(6)
    theta = np.zeros((4, 3))
    kinds = [0, 2, 1, 3, 2]
    costs = rng.uniform(size=(5, 3))
    for step in range(200):
        J, g = objective_and_grad(theta, kinds, costs, 0.1)
        theta -= 0.3 * g
        if step % 50 == 0:
            print(step, J)
