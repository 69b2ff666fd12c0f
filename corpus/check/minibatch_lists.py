# expect: clean
# verified: grad_W[0], grad_W[1]
import numpy as np


class Net:
    def __init__(self, sizes):
        self.W = [np.random.randn(m, n) for n, m in zip(sizes[:-1], sizes[1:])]

    def backprop(self, x, y):
        acts = [x]
        for W in self.W:
            acts.append(np.tanh(W @ acts[-1]))
        grad_W = [np.zeros(W.shape) for W in self.W]
        delta = (acts[-1] - y) * (1 - acts[-1] ** 2)
        grad_W[-1] = delta @ acts[-2].T
        for k in range(2, len(self.W) + 1):
            delta = (self.W[-k + 1].T @ delta) * (1 - acts[-k] ** 2)
            grad_W[-k] = delta @ acts[-k - 1].T
        return grad_W

    def update_batch(self, batch, rate):
        grad_W = [np.zeros(W.shape) for W in self.W]
        for x, y in batch:
            more = self.backprop(x, y)
            grad_W = [g + m for g, m in zip(grad_W, more)]
        self.W = [W - rate / len(batch) * g for W, g in zip(self.W, grad_W)]

    def train(self, samples, epochs, size, rate):
        for epoch in range(epochs):
            batches = [samples[k:k + size] for k in range(0, len(samples), size)]
            for batch in batches:
                self.update_batch(batch, rate)
            print("epoch", epoch)


net = Net([3, 5, 2])
samples = [(np.random.randn(3, 1), np.random.randn(2, 1)) for _ in range(9)]
net.train(samples, 4, 3, 0.1)
