# expect: clean
# A baseline goes a part of the way to what was returned: the way is no gradient.
import numpy as np


class Policy:
    def __init__(self, n, k):
        self.theta = 0.1 * np.random.randn(n, k)

    def probabilities(self, s):
        z = s.dot(self.theta)
        e = np.exp(z - np.max(z))
        return e / e.sum()

    def score(self, s, a):
        row = -self.probabilities(s)
        row[a] += 1.0
        return np.outer(s, row)


def surrogate(policy, states, actions, weights):
    total = 0.0
    for s, a, g in zip(states, actions, weights):
        total -= g * np.log(policy.probabilities(s)[a])
    return total


def policy_gradient(policy, states, actions, weights):
    grad_theta = np.zeros_like(policy.theta)
    for s, a, g in zip(states, actions, weights):
        grad_theta -= g * policy.score(s, a)
    return grad_theta


policy = Policy(4, 2)
baseline = 0.0
for episode in range(20):
    states = [np.random.randn(4) for _ in range(6)]
    actions = [int(np.random.rand() < policy.probabilities(s)[1]) for s in states]
    returns = np.cumsum(np.random.rand(6))[::-1]
    delta = returns[0] - baseline
    baseline += 0.1 * delta
    policy.theta -= 0.02 * policy_gradient(policy, states, actions, returns - baseline)
