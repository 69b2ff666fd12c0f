# expect: LBZ201 line 28
import numpy as np

np.random.seed(3)
reviews = [[2, 2, 5, 0], [1, 3], [0, 4, 2], [4, 1, 3]]
stars = [1.0, 0.0, 1.0, 0.0]

words = 0.2 * np.random.randn(6, 5)
v = 0.2 * np.random.randn(5)


def squash(s):
    return 1.0 / (1.0 + np.exp(-s))


def cost_of(ids, star):
    p = squash(np.mean(words[ids], axis=0) @ v)
    return -(star * np.log(p) + (1 - star) * np.log(1 - p))


def gradients(ids, star):
    bag = np.mean(words[ids], axis=0)
    p = squash(bag @ v)
    cost = -(star * np.log(p) + (1 - star) * np.log(1 - p))
    ds = p - star
    grad_v = ds * bag
    grad_words = np.zeros_like(words)
    grad_words[ids] += ds * v / len(ids)
    return cost, grad_words, grad_v


for epoch in range(30):
    total = 0.0
    for k in np.random.permutation(len(reviews)):
        cost, gw, gv = gradients(reviews[k], stars[k])
        words -= 0.3 * gw
        v -= 0.3 * gv
        total += cost
    if epoch % 10 == 0:
        print(epoch, total / len(reviews))
