# expect: LBZ202 line 24
import numpy as np


class Chooser:
    def __init__(self, d, k):
        self.theta = np.zeros((d, k))

    def probs(self, s):
        e = np.exp(s @ self.theta)
        return e / e.sum()

    def log_prob(self, s, a):
        return np.log(self.probs(s)[a])

    def score(self, s, a):
        q = -self.probs(s)
        q[a] += 1.0
        return np.outer(s, q)


def surrogate(policy, s, a, r, baseline):
    loss = -(r - baseline) * policy.log_prob(s, a)
    grad = -r * policy.score(s, a)
    return loss, grad


policy = Chooser(4, 3)
baseline = 0.0
for episode in range(100):
    s = np.random.randn(4)
    a = np.random.randint(3)
    r = np.random.rand()
    loss, grad = surrogate(policy, s, a, r, baseline)
    policy.theta -= 0.1 * grad
    baseline = 0.9 * baseline + 0.1 * r
