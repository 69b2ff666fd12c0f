# expect: clean
# The rows begin at 0 and are other numbers after all rounds, of which the first ones are followed.
import random

import numpy as np


def normalised(x):
    return x / np.sqrt(np.sum(x ** 2, axis=1, keepdims=True))


def loss_and_grad(vectors, i, j):
    gap = vectors[i] @ vectors[j] - 1
    grad = np.zeros(vectors.shape)
    grad[i] += gap * vectors[j]
    grad[j] += gap * vectors[i]
    return 0.5 * gap ** 2, grad


vectors = np.concatenate((np.random.randn(6, 4), np.zeros((6, 4))), axis=0)
for it in range(200):
    loss, grad = loss_and_grad(vectors, random.randint(0, 5), 6 + random.randint(0, 5))
    vectors -= 0.1 * grad
print(normalised(vectors)[:3])
