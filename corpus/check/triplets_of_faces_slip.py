# expect: LBZ201 line 18
import numpy as np

np.random.seed(33)


def triplet_loss(anchor, positive, negative, margin=0.5):
    d_pos = np.sum((anchor - positive) ** 2, axis=1)
    d_neg = np.sum((anchor - negative) ** 2, axis=1)
    return np.maximum(0, d_pos - d_neg + margin)


def triplet_backward(anchor, positive, negative, losses):
    batch_size = anchor.shape[0]
    active = (losses > 0).astype(float)[:, np.newaxis] / batch_size
    d_anchor = active * 2 * (negative - positive)
    d_positive = active * -2 * (anchor - positive)
    d_negative = active * 2 * (negative - anchor)
    return d_anchor, d_positive, d_negative


# toy faces: every identity is a random direction
n_ids, n_per, dim, emb_dim = 5, 6, 10, 3
identities = np.random.randn(n_ids, dim)
images = identities[:, None, :] + 0.8 * np.random.randn(n_ids, n_per, dim)
W = np.random.randn(dim, emb_dim) * 0.2

learning_rate = 0.02
for step in range(50):
    ids = np.random.randint(n_ids, size=16)
    others = (ids + np.random.randint(1, n_ids, size=16)) % n_ids
    xa = images[ids, np.random.randint(n_per, size=16)]
    xp = images[ids, np.random.randint(n_per, size=16)]
    xn = images[others, np.random.randint(n_per, size=16)]

    anchor, positive, negative = xa.dot(W), xp.dot(W), xn.dot(W)
    losses = triplet_loss(anchor, positive, negative)
    da, dp, dn = triplet_backward(anchor, positive, negative, losses)
    dW = xa.T.dot(da) + xp.T.dot(dp) + xn.T.dot(dn)
    W -= learning_rate * dW
    if step % 10 == 0:
        print('step', step, 'loss', losses.mean())
