# expect: LBZ201 line 34
# A class with a loss and with a measure that is printed: the loss is what is gone down.
import numpy as np


class Factors:
    def __init__(self, R, rank, rate, penalty, rounds):
        self.R = R
        self.mask = (R > 0).astype(float)
        self.rate, self.penalty, self.rounds = rate, penalty, rounds
        self.rank = rank

    def start(self):
        users, items = self.R.shape
        self.P = np.random.normal(scale=1. / self.rank, size=(users, self.rank))
        self.Q = np.random.normal(scale=1. / self.rank, size=(items, self.rank))
        self.c = np.zeros(users)

    def predicted(self):
        return self.c[:, np.newaxis] + self.P.dot(self.Q.T)

    def loss(self):
        e = self.mask * (self.R - self.predicted())
        return 0.5 * np.sum(e ** 2) + 0.5 * self.penalty * (np.sum(self.P ** 2) + np.sum(self.Q ** 2))

    def rmse(self):
        e = self.mask * (self.R - self.predicted())
        return np.sqrt(np.sum(e ** 2) / np.sum(self.mask))

    def gradients(self):
        e = self.mask * (self.R - self.predicted())
        grad_P = -e.dot(self.Q) + self.penalty * self.P
        grad_c = -e.sum(axis=1)
        grad_Q = -e.T.dot(self.P) - self.penalty * self.Q
        return grad_P, grad_Q, grad_c

    def train(self):
        self.start()
        for k in range(self.rounds):
            grad_P, grad_Q, grad_c = self.gradients()
            self.P -= self.rate * grad_P
            self.Q -= self.rate * grad_Q
            self.c -= self.rate * grad_c
            if k % 10 == 0:
                print(k, self.loss())


R = np.array([[5, 3, 0, 1], [4, 0, 0, 1], [1, 1, 0, 5], [1, 0, 0, 4], [0, 1, 5, 4]])
model = Factors(R, rank=2, rate=0.05, penalty=0.01, rounds=100)
model.train()
print(model.rmse())
