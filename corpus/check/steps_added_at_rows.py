# expect: clean
# verified: the step of syn0, the step of syn1neg
"""Skip-gram with negative sampling, trained by ASCENT on the log likelihood (as in the original C code)."""
import numpy as np

rng = np.random.RandomState(12)
vocab_size, dim, n_neg = 12, 6, 4
corpus = rng.randint(0, vocab_size, 200)

syn0 = (rng.rand(vocab_size, dim) - 0.5) / dim
syn1neg = np.zeros((vocab_size, dim))


def log_sigmoid(x):
    return -np.logaddexp(0, -x)


def pair_loglik(syn0, syn1neg, center, words, labels):
    """words[0] is the true context word, the others are noise (repetitions are possible)."""
    f = syn1neg[words].dot(syn0[center])
    return np.sum(labels * log_sigmoid(f) + (1 - labels) * log_sigmoid(-f))


def pair_grad(syn0, syn1neg, center, words, labels):
    l1 = syn0[center]
    l2 = syn1neg[words]                       # (1 + n_neg, dim)
    f = l2.dot(l1)
    g = labels - 1 / (1 + np.exp(-f))         # the error, label minus probability
    grad_center = g.dot(l2)
    grad_words = np.outer(g, l1)
    return grad_center, grad_words


alpha0 = 0.05
n_steps = 600
total = 0.0
labels = np.zeros(1 + n_neg)
labels[0] = 1
for step in range(n_steps):
    alpha = max(alpha0 * (1 - step / float(n_steps)), alpha0 * 1e-4)
    pos = rng.randint(1, len(corpus) - 1)
    center = corpus[pos]
    context = corpus[pos + rng.choice([-1, 1])]
    words = np.concatenate(([context], rng.randint(0, vocab_size, n_neg)))
    total += pair_loglik(syn0, syn1neg, center, words, labels)
    grad_center, grad_words = pair_grad(syn0, syn1neg, center, words, labels)
    np.add.at(syn1neg, words, alpha * grad_words)
    syn0[center] += alpha * grad_center
    if (step + 1) % 200 == 0:
        print('step %d, mean log likelihood %.4f, alpha %.4f' % (step + 1, total / 200, alpha))
        total = 0.0
