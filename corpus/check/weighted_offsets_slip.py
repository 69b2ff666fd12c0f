# expect: LBZ207 line 23
# Four gradients are returned, two of them under names that only the function's own parameters explain.
import numpy as np


def weights(counts):
    return np.minimum((counts / 8.0) ** 0.5, 1.0)


def loss(rows, cols, brow, bcol, counts):
    gap = rows @ cols.T + brow[:, None] + bcol[None, :] - np.log(counts)
    return 0.5 * np.sum(weights(counts) * gap ** 2)


def gradients(rows, cols, brow, bcol, counts):
    gap = rows @ cols.T + brow[:, None] + bcol[None, :] - np.log(counts)
    wgap = weights(counts) * gap
    grows = wgap @ cols
    gcols = wgap.T @ rows
    gbrow = wgap.sum(axis=1)

    # along the other axis
    gbcol = gap.sum(axis=0)
    return grows, gcols, gbrow, gbcol


rng = np.random.RandomState(4)
counts = rng.rand(6, 6) * 12 + 1
params = [rng.randn(6, 3), rng.randn(6, 3), np.zeros(6), np.zeros(6)]
for epoch in range(40):
    for p, g in zip(params, gradients(*params, counts)):
        p -= 0.02 * g
print(loss(*params, counts))
