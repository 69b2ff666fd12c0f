# expect: clean
# A gradient that is counted.
import numpy as np


def hinge(scores, y, delta=1.0):
    """
    - scores: (N, C)
    - y: labels, (N,)
    """
    N = scores.shape[0]
    right = scores[np.arange(N), y]
    margins = np.maximum(0, scores - right[:, np.newaxis] + delta)
    margins[np.arange(N), y] = 0
    loss = np.sum(margins) / N
    many = np.sum(margins > 0, axis=1)
    dscores = np.zeros_like(scores)
    dscores[margins > 0] = 1
    dscores[np.arange(N), y] -= many
    dscores /= N
    return loss, dscores
