# expect: clean
# verified: W_grad
"""Siamese linear embedding trained with the contrastive loss (Hadsell et al. 2006)."""
import numpy as np

MARGIN = 2.0


def embed(W, x):
    return x.dot(W)


def contrastive_loss(W, xa, xb, same):
    d = np.sqrt(np.sum((embed(W, xa) - embed(W, xb)) ** 2, axis=1))
    pos = same * d ** 2
    neg = (1 - same) * np.maximum(0, MARGIN - d) ** 2
    return 0.5 * np.mean(pos + neg)


def contrastive_grad(W, xa, xb, same):
    n = xa.shape[0]
    diff = embed(W, xa) - embed(W, xb)              # (n, k)
    d = np.sqrt(np.sum(diff ** 2, axis=1))          # (n,)
    hinge = np.maximum(0, MARGIN - d)

    # gradient with respect to diff
    g_pos = same[:, None] * diff
    g_neg = -((1 - same) * hinge / d)[:, None] * diff
    g_diff = (g_pos + g_neg) / n

    W_grad = (xa - xb).T.dot(g_diff)
    return W_grad


def make_pairs(rng, n, dim):
    centers = 2.0 * rng.randn(4, dim)
    ca = rng.randint(0, 4, n)
    cb = np.where(rng.rand(n) < 0.5, ca, rng.randint(0, 4, n))
    xa = centers[ca] + 0.3 * rng.randn(n, dim)
    xb = centers[cb] + 0.3 * rng.randn(n, dim)
    return xa, xb, (ca == cb).astype(float)


def main():
    rng = np.random.RandomState(0)
    xa, xb, same = make_pairs(rng, 64, 6)
    W = 0.1 * rng.randn(6, 2)
    for it in range(100):
        if it % 25 == 0:
            print('iter %3d  loss %.4f' % (it, contrastive_loss(W, xa, xb, same)))
        W -= 0.05 * contrastive_grad(W, xa, xb, same)


main()
