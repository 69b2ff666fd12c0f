# expect: LBZ202 line 23
# Seekers and jobs are matched by a softmax over scores that are divided by the root of the width;
# the gradient of the scores is not.
import numpy as np


class Matches:
    def __init__(self, width, depth, rng):
        self.depth = depth
        self.P = rng.normal(0, .4, (width, depth))
        self.Q = rng.normal(0, .4, (width, depth))

    def forward(self, seekers, jobs):
        a, b = seekers @ self.P, jobs @ self.Q
        s = a @ b.T / np.sqrt(self.depth)
        e = np.exp(s - s.max(1, keepdims=True))
        p = e / e.sum(1, keepdims=True)
        self.kept = (seekers, jobs, a, b, p)
        return p

    def backward(self, dp):
        seekers, jobs, a, b, p = self.kept
        ds = p * (dp - np.sum(dp * p, axis=1, keepdims=True))
        da = ds @ b
        db = ds.T @ a
        self.dP = seekers.T @ da
        self.dQ = jobs.T @ db


if __name__ == '__main__':
    rng = np.random.default_rng(2)
    seekers, jobs = rng.normal(size=(7, 6)), rng.normal(size=(5, 6))
    wanted = np.eye(5)[rng.integers(0, 5, 7)]
    net = Matches(6, 4, rng)
    for k in range(100):
        p = net.forward(seekers, jobs)
        diff = p - wanted
        loss = 0.5 * np.sum(diff ** 2)
        net.backward(diff)
        net.P -= 0.1 * net.dP
        net.Q -= 0.1 * net.dQ
        if k % 20 == 0:
            print(k, loss)
