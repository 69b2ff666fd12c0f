# expect: LBZ202 line 33
import re
from collections import Counter
import numpy as np

TEXT = """the cat sat on the mat and the dog sat on the cat"""


class Bag:
    """Words from the mean of those around them."""

    def __init__(self, n, dim=4):
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


words = re.findall(r"[a-z]+", TEXT)
frequent = [w for w, n in Counter(words).most_common(6)]
ids = [frequent.index(w) for w in words if w in frequent]
bag = Bag(len(frequent))
total = 0.0
for k in range(1, len(ids) - 1):
    around = ids[k - 1:k] + ids[k + 1:k + 2]
    total += bag.loss(around, ids[k])
    grad_A, grad_B = bag.gradients(around, ids[k])
    bag.A -= 0.1 * grad_A
    bag.B -= 0.1 * grad_B
print(total)
