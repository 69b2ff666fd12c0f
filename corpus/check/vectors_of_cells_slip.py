# expect: LBZ201 line 39
import numpy as np


def build_cooccurrence(corpus, vocab_size, window=2):
    cooc = np.zeros((vocab_size, vocab_size))
    for sent in corpus:
        for i, center in enumerate(sent):
            for j in range(max(0, i - window), i):
                inc = 1.0 / (i - j)
                cooc[center, sent[j]] += inc
                cooc[sent[j], center] += inc
    return cooc


class Glove:
    """GloVe trained with AdaGrad on the non-zero cells, one cell at a time."""

    def __init__(self, vocab_size, dim, x_max=10.0, alpha=0.75, seed=0):
        rng = np.random.RandomState(seed)
        self.x_max = x_max
        self.alpha = alpha
        self.w_main = (rng.rand(vocab_size, dim) - 0.5) / 2
        self.w_ctx = (rng.rand(vocab_size, dim) - 0.5) / 2
        self.b_main = np.zeros(vocab_size)
        self.b_ctx = np.zeros(vocab_size)
        self.gradsq = [np.ones_like(p) for p in (self.w_main, self.w_ctx, self.b_main, self.b_ctx)]

    def weight(self, x):
        return (x / self.x_max) ** self.alpha if x < self.x_max else 1.0

    def cell_cost(self, i, j, x):
        inner = self.w_main[i].dot(self.w_ctx[j]) + self.b_main[i] + self.b_ctx[j] - np.log(x)
        return 0.5 * self.weight(x) * inner ** 2

    def cell_gradients(self, i, j, x):
        inner = self.w_main[i].dot(self.w_ctx[j]) + self.b_main[i] + self.b_ctx[j] - np.log(x)
        weighted = self.weight(x) * inner
        grad_main = weighted * self.w_main[i]
        grad_ctx = weighted * self.w_main[i]
        grad_bias_main = weighted
        grad_bias_ctx = weighted
        return grad_main, grad_ctx, grad_bias_main, grad_bias_ctx

    def fit_epoch(self, cells, lr):
        total = 0.0
        for i, j, x in cells:
            total += self.cell_cost(i, j, x)
            gm, gc, gbm, gbc = self.cell_gradients(i, j, x)
            for param, sq, idx, g in ((self.w_main, self.gradsq[0], i, gm),
                                      (self.w_ctx, self.gradsq[1], j, gc),
                                      (self.b_main, self.gradsq[2], i, gbm),
                                      (self.b_ctx, self.gradsq[3], j, gbc)):
                param[idx] -= lr * g / np.sqrt(sq[idx])
                sq[idx] += np.square(g)
        return total


np.random.seed(30)
corpus = [list(np.random.randint(8, size=12)) for _ in range(15)]
cooc = build_cooccurrence(corpus, 8)
cells = [(i, j, cooc[i, j]) for i, j in zip(*np.nonzero(cooc))]
model = Glove(8, 4)
for epoch in range(20):
    np.random.shuffle(cells)
    cost = model.fit_epoch(cells, 0.05)
    if epoch % 5 == 0:
        print('epoch %d cost %.4f' % (epoch, cost))
