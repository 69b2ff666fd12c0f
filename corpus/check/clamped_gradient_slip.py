# expect: LBZ201 line 33
import numpy as np


class SpringNetwork:
    '''Masses in the plane joined by springs, plus gravity.

    edges : int array of shape (n_edges, 2)
    rest : rest lengths, shape (n_edges,)
    stiff : stiffness, shape (n_edges,)
    '''

    def __init__(self, edges, rest, stiff, mass=0.1, g=9.81):
        self.edges = edges
        self.rest = rest
        self.stiff = stiff
        self.mass = mass
        self.g = g

    def energy(self, x):
        a = x[self.edges[:, 0]]
        b = x[self.edges[:, 1]]
        length = np.sqrt(np.sum((a - b) ** 2, axis=1))
        elastic = 0.5 * np.sum(self.stiff * (length - self.rest) ** 2)
        return elastic + self.mass * self.g * np.sum(x[:, 1])

    def gradient(self, x):
        i = self.edges[:, 0]
        j = self.edges[:, 1]
        d = x[i] - x[j]
        length = np.sqrt(np.sum(d ** 2, axis=1))
        coef = self.stiff * (length - self.rest)
        pull = coef[:, None] * d
        grad = np.zeros_like(x)
        np.add.at(grad, i, pull)
        np.add.at(grad, j, -pull)
        grad[:, 1] += self.mass * self.g
        return grad

    def relax(self, x, fixed, n_iter=500, lr=0.01):
        x = x.copy()
        for _ in range(n_iter):
            grad = self.gradient(x)
            grad[fixed] = 0.0
            x -= lr * grad
        return x


def chain(n):
    x = np.stack([np.linspace(0, 4, n), np.zeros(n)], axis=1)
    edges = np.array([[k, k + 1] for k in range(n - 1)] + [[k, k + 2] for k in range(n - 2)])
    rest = np.where(edges[:, 1] - edges[:, 0] == 1, 0.45, 0.9)
    stiff = np.full(len(edges), 12.0)
    return x, SpringNetwork(edges, rest, stiff)


if __name__ == '__main__':
    x0, net = chain(9)
    print('start energy', net.energy(x0))
    x = net.relax(x0, fixed=[0, 8])
    print('relaxed energy', net.energy(x))
    print(np.round(x, 3))
