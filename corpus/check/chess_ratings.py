# expect: clean
# Strengths of players from their games; the first mover has an edge.
import numpy as np


def rating_loss(r, edge, white, black, won):
    m = r[white] - r[black] + edge
    return np.sum(np.log1p(np.exp(m)) - won * m) + 0.1 * np.sum(r ** 2)


def rating_grad(r, edge, white, black, won):
    m = r[white] - r[black] + edge
    off = 1 / (1 + np.exp(-m)) - won
    dr = 0.2 * r
    np.add.at(dr, white, off)
    np.subtract.at(dr, black, off)
    return dr, np.sum(off)


rng = np.random.default_rng(1)
white = rng.integers(0, 6, 40)
black = (white + rng.integers(1, 6, 40)) % 6
won = (rng.random(40) < 0.5).astype(float)
r, edge = np.zeros(6), 0.0
for _ in range(50):
    dr, dedge = rating_grad(r, edge, white, black, won)
    r -= 0.02 * dr
    edge -= 0.02 * dedge
print(rating_loss(r, edge, white, black, won))
