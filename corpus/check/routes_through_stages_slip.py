# expect: LBZ201 line 26
"""Soft shortest route through stages: each stage has places with costs c, roads cost S."""
import numpy as np
from scipy.special import logsumexp


def ways(c, S):
    T, k = c.shape
    there, back = np.zeros((T, k)), np.zeros((T, k))
    there[0] = -c[0]
    for t in range(1, T):
        there[t] = -c[t] + logsumexp(there[t - 1][:, None] - S, axis=0)
    for t in range(T - 2, -1, -1):
        back[t] = logsumexp((back[t + 1] - c[t + 1])[None, :] - S, axis=1)
    return there, back, logsumexp(there[-1])


def route(c, S):
    """The soft minimum of the costs of all routes, and its gradients."""
    T = len(c)
    there, back, Z = ways(c, S)
    cost = -Z
    dc = np.exp(there + back - Z)
    dS = np.zeros_like(S)
    for t in range(T - 1):
        both = there[t][:, None] - S + back[t + 1][None, :] - Z
        dS += np.exp(both)
    return cost, dc, dS


if __name__ == '__main__':
    rng = np.random.RandomState(5)
    c, S = rng.rand(5, 3), rng.rand(3, 3)
    for k in range(20):
        cost, dc, dS = route(c, S)
        c = c - 0.1 * dc
        S = S - 0.1 * dS
    print(cost)
