# expect: clean
import numpy as np


class Net:
    def __init__(self, n_in, n_out, seed):
        r = np.random.RandomState(seed)
        self.W = r.randn(n_in, n_out)
        self.b = np.zeros(n_out)

    def __call__(self, s):
        return s @ self.W + self.b


def td_grads(net, s, a, r, s2):
    n = len(s)
    y = r + 0.9 * net(s2).max(axis=1)
    q = net(s)
    td = q[np.arange(n), a] - y
    loss = 0.5 * np.mean(td ** 2)
    dq = np.zeros_like(q)
    dq[np.arange(n), a] = td / n
    dW = s.T @ dq
    db = dq.sum(axis=0)
    return loss, dW, db


net = Net(4, 2, 0)
rng = np.random.RandomState(0)
for step in range(50):
    s, s2 = rng.randn(16, 4), rng.randn(16, 4)
    a = rng.randint(0, 2, 16)
    r = rng.randn(16)
    loss, dW, db = td_grads(net, s, a, r, s2)
    net.W -= 0.1 * dW
    net.b -= 0.1 * db
