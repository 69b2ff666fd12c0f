# expect: LBZ101 line 12
# One word for two sizes: what has as many rows as there are springs is not of the nodes.
import numpy as np


class Springs:
    def __init__(self, ends, stiffness):
        self.ends = np.asarray(ends)        # (n_springs, 2)
        self.stiffness = stiffness

    def geometry(self, pos):
        along = pos[self.ends[:, 0]] - pos[self.ends[:, 1]]    # (n_nodes, 2)
        length = np.sqrt(np.sum(along ** 2, axis=1))           # (n_springs,)
        return along, length

    def energy(self, pos):
        return 0.5 * self.stiffness * np.sum((self.geometry(pos)[1] - 1.0) ** 2)

    def energy_gradient(self, pos):
        along, length = self.geometry(pos)
        pull = (self.stiffness * (length - 1.0) / length)[:, None] * along
        grad = np.zeros_like(pos)                              # (n_nodes, 2)
        np.add.at(grad, self.ends[:, 0], pull)
        np.add.at(grad, self.ends[:, 1], -pull)
        return grad


ends = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)]
pos = np.array([[0.0, 0.0], [1.1, 0.1], [0.9, 1.0], [0.1, 1.2]])
net = Springs(ends, 5.0)
for k in range(100):
    pos = pos - 0.01 * net.energy_gradient(pos)
print(net.energy(pos))
