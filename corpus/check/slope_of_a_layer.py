# expect: clean
import numpy as np


def squash(u):
    return 1 / (1 + np.exp(-u))


def squash_prime(u):
    return squash(u) * (1 - squash(u))


class Layers:
    def __init__(self, sizes):
        self.offsets = [np.random.randn(n, 1) for n in sizes[1:]]
        self.maps = [np.random.randn(n, m) for m, n in zip(sizes[:-1], sizes[1:])]

    def cost(self, x, y):
        for c, M in zip(self.offsets, self.maps):
            x = squash(np.dot(M, x) + c)
        return 0.5 * np.sum((x - y) ** 2)

    def backprop(self, x, y):
        d_offsets = [np.zeros(c.shape) for c in self.offsets]
        d_maps = [np.zeros(M.shape) for M in self.maps]
        a = x
        outputs = [x]
        inputs = []
        for c, M in zip(self.offsets, self.maps):
            u = np.dot(M, a) + c
            inputs.append(u)
            a = squash(u)
            outputs.append(a)
        delta = (outputs[-1] - y) * squash_prime(inputs[-1])
        d_offsets[-1] = delta
        d_maps[-1] = np.dot(delta, outputs[-2].T)
        for l in range(2, 3):
            slope = squash_prime(inputs[-l])
            delta = np.dot(self.maps[-l + 1].T, delta) * slope
            d_offsets[-l] = delta
            d_maps[-l] = np.dot(delta, outputs[-l - 1].T)
        return d_offsets, d_maps


net = Layers([3, 4, 2])
x, y = np.random.randn(3, 1), np.random.rand(2, 1)
d_offsets, d_maps = net.backprop(x, y)
net.offsets = [c - 0.1 * d for c, d in zip(net.offsets, d_offsets)]
net.maps = [M - 0.1 * d for M, d in zip(net.maps, d_maps)]
print(net.cost(x, y))
