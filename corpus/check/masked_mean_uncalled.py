# expect: clean
import numpy as np


def masked_cross_entropy(scores, labels, mask):
    p = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    p /= np.sum(p, axis=1, keepdims=True)
    n = scores.shape[0]
    picked = p[np.arange(n), labels]
    loss = -np.sum(mask * np.log(picked)) / n
    dscores = p.copy()
    dscores[np.arange(n), labels] -= 1
    dscores *= mask[:, np.newaxis] / n
    return loss, dscores
