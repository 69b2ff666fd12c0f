# expect: LBZ201 line 27
import numpy as np


class Net:
    def __init__(self, n_in, n_out, seed):
        r = np.random.RandomState(seed)
        self.W = r.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def __call__(self, s):
        return s @ self.W + self.b

    def sync(self, other):
        self.W[...] = other.W
        self.b[...] = other.b


def td_grads(net, target, s, a, r, s2):
    n = len(s)
    y = r + 0.9 * target(s2).max(axis=1)
    q = net(s)
    td = q[np.arange(n), a] - y
    loss = 0.5 * np.mean(td ** 2)
    dq = np.zeros_like(q)
    dq[np.arange(n), a] = td / n
    dW = s2.T @ dq
    db = dq.sum(axis=0)
    return loss, dW, db


net, target = Net(4, 2, 0), Net(4, 2, 1)
target.sync(net)
rng = np.random.RandomState(0)
for step in range(50):
    s, s2 = rng.randn(16, 4), rng.randn(16, 4)
    a = rng.randint(0, 2, 16)
    r = rng.randn(16)
    loss, dW, db = td_grads(net, target, s, a, r, s2)
    net.W -= 0.1 * dW
    net.b -= 0.1 * db
    if step % 10 == 0:
        target.sync(net)
