# expect: LBZ202 line 32
import numpy as np
from collections import Counter

LINES = ["the cat sat on the mat", "the dog sat on the cat", "a dog and a cat"]


class Bag:
    """Words from the mean of those around them."""

    def __init__(self, n, dim=5):
        self.A = np.random.randn(n, dim) * 0.1
        self.B = np.random.randn(dim, n) * 0.1

    def forward(self, around):
        h = np.mean(self.A[around], axis=0)
        s = h @ self.B
        e = np.exp(s - np.max(s))
        return h, e / e.sum()

    def loss(self, around, word):
        return -np.log(self.forward(around)[1][word])

    def gradients(self, around, word):
        h, p = self.forward(around)
        err = p.copy()
        err[word] -= 1
        grad_B = np.outer(h, err)
        grad_h = self.B @ err
        grad_A = np.zeros_like(self.A)
        for w in around:
            grad_A[w] += grad_h
        return grad_A, grad_B


counts = Counter()
for line in LINES:
    counts.update(line.split())
counts.update({"mouse": 2})
names = {}
names.update([("unknown", 0)], known=1)
for word, n in counts.most_common(6):
    names.update({word: len(names)})
ids = [names[w] for line in LINES for w in line.split() if w in names]
bag = Bag(len(names))
total = 0.0
for k in range(1, len(ids) - 1):
    around = ids[k - 1:k] + ids[k + 1:k + 2]
    total += bag.loss(around, ids[k])
    grad_A, grad_B = bag.gradients(around, ids[k])
    bag.A -= 0.1 * grad_A
    bag.B -= 0.1 * grad_B
print(total)
