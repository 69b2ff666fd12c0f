# expect: LBZ101 line 13
import numpy as np


def classify(W, X, y, reg):
    """
    - W: array of shape (D, C), the weights
    - X: array of shape (N, D), a batch
    - y: array of shape (N,), labels
    """
    N = X.shape[0]
    dW = np.zeros_like(W)  # (3073, 10)
    scores = X.dot(W)  # (N, D)
    scores -= scores.max(axis=1, keepdims=True)
    p = np.exp(scores)
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.sum(np.log(p[np.arange(N), y])) / N + 0.5 * reg * np.sum(W * W)
    p[np.arange(N), y] -= 1
    dW += X.T.dot(p) / N + reg * W
    return loss, dW
