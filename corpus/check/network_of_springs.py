# expect: clean
import numpy as np


class SpringNetwork:
    """2D network of linear springs with gravity; some nodes are pinned."""

    def __init__(self, edges, stiffness, rest_length, mass, pinned, gravity=9.81):
        self.edges = np.asarray(edges)            # (n_springs, 2)
        self.stiffness = np.asarray(stiffness)
        self.rest_length = np.asarray(rest_length)
        self.mass = mass
        self.pinned = np.asarray(pinned)
        self.gravity = gravity

    def _geometry(self, pos):
        vec = pos[self.edges[:, 0]] - pos[self.edges[:, 1]]   # (n_springs, 2)
        length = np.sqrt(np.sum(vec ** 2, axis=1))            # (n_springs,)
        return vec, length

    def energy(self, pos):
        _, length = self._geometry(pos)
        stretch = length - self.rest_length
        elastic = 0.5 * np.sum(self.stiffness * stretch ** 2)
        return elastic + self.mass * self.gravity * np.sum(pos[:, 1])

    def energy_gradient(self, pos):
        vec, length = self._geometry(pos)
        tension = self.stiffness * (length - self.rest_length)
        pull = (tension / length)[:, None] * vec
        grad = np.zeros_like(pos)                             # (n_nodes, 2)
        np.add.at(grad, self.edges[:, 0], pull)
        np.add.at(grad, self.edges[:, 1], -pull)
        grad[:, 1] += self.mass * self.gravity
        return grad

    def relax(self, pos, step=2e-3, n_iter=500):
        pos = pos.copy()
        for _ in range(n_iter):
            g = self.energy_gradient(pos)
            g[self.pinned] = 0.0
            pos -= step * g
        return pos


if __name__ == "__main__":
    rows, cols = 3, 4
    index = np.arange(rows * cols).reshape(rows, cols)
    horizontal = [(a, b) for r in index for a, b in zip(r[:-1], r[1:])]
    vertical = [(a, b) for c in index.T for a, b in zip(c[:-1], c[1:])]
    edges = horizontal + vertical
    pos = np.array([[c, -r] for r in range(rows) for c in range(cols)], dtype=float)
    pos += 0.05 * np.random.RandomState(0).randn(*pos.shape)
    net = SpringNetwork(edges, np.full(len(edges), 80.0), np.ones(len(edges)),
                        mass=0.2, pinned=[0, cols - 1])
    print("energy before", net.energy(pos))
    pos = net.relax(pos)
    print("energy after ", net.energy(pos))
