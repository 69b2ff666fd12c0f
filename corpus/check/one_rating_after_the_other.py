# expect: clean
# A step for one rating goes down the loss of that one, not what measures all of them.
import numpy as np


class Factors:
    def __init__(self, R, K, rate, decay, sweeps):
        self.R, self.rate, self.decay, self.sweeps = R, rate, decay, sweeps
        self.P = np.random.normal(size=(R.shape[0], K))
        self.Q = np.random.normal(size=(R.shape[1], K))

    def train(self):
        self.samples = [
            (i, j, self.R[i, j])
            for i in range(self.R.shape[0])
            for j in range(self.R.shape[1])
            if self.R[i, j] > 0
        ]
        for sweep in range(self.sweeps):
            np.random.shuffle(self.samples)
            self.sgd()

    def rmse(self):
        xs, ys = self.R.nonzero()
        predicted = self.P.dot(self.Q.T)
        error = 0
        for x, y in zip(xs, ys):
            error += pow(self.R[x, y] - predicted[x, y], 2)
        return np.sqrt(error)

    def sgd(self):
        for i, j, r in self.samples:
            e = r - self.P[i, :].dot(self.Q[j, :])
            P_i = self.P[i, :].copy()
            grad_P = -e * self.Q[j, :] + self.decay * P_i
            grad_Q = -e * P_i + self.decay * self.Q[j, :]
            self.P[i, :] -= self.rate * grad_P
            self.Q[j, :] -= self.rate * grad_Q


R = np.array([[5, 3, 0, 1], [4, 0, 0, 1], [1, 1, 0, 5], [1, 0, 0, 4]])
factors = Factors(R, 2, 0.1, 0.01, 20)
factors.train()
