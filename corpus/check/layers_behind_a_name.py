# expect: clean
# verified: nabla_b[0], nabla_w[0], nabla_b[1], nabla_w[1]
"""Two layers, the way back by steps from the end, with a name for what stands there."""
import numpy as np


def squash(v):
    return 1.0 / (1.0 + np.exp(-v))


def squash_prime(v):
    return squash(v) * (1 - squash(v))


rng = np.random.RandomState(2)
sizes = [3, 5, 2]
biases = [rng.randn(n, 1) for n in sizes[1:]]
weights = [rng.randn(n, m) for m, n in zip(sizes[:-1], sizes[1:])]
x = rng.randn(3, 1)
want = rng.rand(2, 1)

fires = [x]
sums = []
for b, w in zip(biases, weights):
    s = w.dot(fires[-1]) + b
    sums.append(s)
    fires.append(squash(s))
cost = 0.5 * np.sum((fires[-1] - want) ** 2)

nabla_b = [np.zeros(b.shape) for b in biases]
nabla_w = [np.zeros(w.shape) for w in weights]
delta = (fires[-1] - want) * squash_prime(sums[-1])
nabla_b[-1] = delta
nabla_w[-1] = delta.dot(fires[-2].T)
for l in range(2, len(sizes)):
    s = sums[-l]
    delta = weights[-l + 1].T.dot(delta) * squash_prime(s)
    nabla_b[-l] = delta
    nabla_w[-l] = delta.dot(fires[-l - 1].T)
