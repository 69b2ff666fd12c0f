# expect: LBZ201 line 11
"""A collection of loss functions: each returns (loss, gradient w.r.t. the prediction)."""
import numpy as np


def huber(y_pred, y_true, delta=1.0):
    """Mean Huber loss. delta is the threshold."""
    r = y_pred - y_true
    small = np.abs(r) <= delta
    loss = np.where(small, 0.5 * r ** 2, delta * (np.abs(r) - 0.5 * delta))
    grad = np.where(small, r, delta * r)
    return loss.mean(), grad / r.size


def bce_with_logits(logits, targets, pos_weight=1.0):
    # softplus(-z) = log(1 + exp(-z)), written so that it does not overflow
    softplus_neg = np.log1p(np.exp(-np.abs(logits))) + np.maximum(-logits, 0)
    loss = pos_weight * targets * softplus_neg + (1 - targets) * (logits + softplus_neg)
    p = 1.0 / (1.0 + np.exp(-logits))
    grad = -pos_weight * targets * (1 - p) + (1 - targets) * p
    return loss.mean(), grad / logits.size


def soft_dice(p, targets, smooth=1.0):
    """1 - dice per image, averaged over the images. p, targets: (N, n_pixels)"""
    inter = np.sum(p * targets, axis=1, keepdims=True)
    total = np.sum(p, axis=1, keepdims=True) + np.sum(targets, axis=1, keepdims=True)
    dice = (2 * inter + smooth) / (total + smooth)
    grad = -(2 * targets - dice) / (total + smooth)
    return np.mean(1 - dice), grad / p.shape[0]


if __name__ == '__main__':
    np.random.seed(36)
    a, b = np.random.randn(5, 3), np.random.randn(5, 3)
    t = (np.random.rand(5, 3) > 0.5).astype(float)
    p = np.random.dirichlet(np.ones(3), size=5)
    for name, (loss, g) in [('huber', huber(a, b)), ('bce', bce_with_logits(a, t, 2.0)), ('dice', soft_dice(p, t))]:
        print('%-9s %.4f %s' % (name, loss, g.shape))
