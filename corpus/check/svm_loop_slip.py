# expect: LBZ201 line 27 of db
import numpy as np


def multiclass_hinge(W, b, X, y, reg):
    """
    - W: weights, array of shape (D, C)
    - b: offsets, array of shape (C,)
    - X: samples, array of shape (N, D)
    - y: labels, array of shape (N,)
    """
    dW = np.zeros_like(W)
    db = np.zeros_like(b)
    loss = 0.0
    for i in range(X.shape[0]):
        scores = X[i].dot(W) + b
        right = scores[y[i]]
        for j in range(W.shape[1]):
            if j == y[i]:
                continue
            margin = scores[j] - right + 1
            if margin > 0:
                loss += margin
                dW[:, j] += X[i]
                dW[:, y[i]] -= X[i]
                db[j] += 1
                db[y[i]] -= 2
    loss = loss / X.shape[0] + reg * np.sum(W * W)
    dW = dW / X.shape[0] + 2 * reg * W
    db /= X.shape[0]
    return loss, dW, db
