# verified: the step of place, the step of way
# At some points nothing is wrong, and any length fits there.
import numpy as np

rng = np.random.default_rng(12)
stops, lines, d = 9, 3, 4
place = rng.normal(size=(stops, d))
way = rng.normal(size=(lines, d))
lr = 0.05
for trip in range(100):
    a, l, b, other = rng.integers(stops), rng.integers(lines), rng.integers(stops), rng.integers(stops)
    near = place[a] + way[l] - place[b]
    far = place[a] + way[l] - place[other]
    loss = max(0, 1 + np.sum(near ** 2) - np.sum(far ** 2))
    if loss > 0:
        g = 2 * (near - far)
        place[a] -= lr * g
        way[l] -= lr * g
        place[b] += lr * 2 * near
        place[other] -= lr * 2 * far
print(loss)
