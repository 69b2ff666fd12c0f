# expect: clean
import numpy as np


def hinge(W, X, y, reg):
    n = X.shape[0]
    k = W.shape[1]
    dW = np.zeros_like(W)
    margins = X.dot(W)
    for i in range(n):
        right = margins[i, y[i]]
        above = 0
        for j in range(k):
            if j == y[i]:
                margins[i, j] = 0
            else:
                m = margins[i, j] - right + 1
                if m > 0:
                    above += 1
                    margins[i, j] = m
                    dW[:, j] += X[i]
                else:
                    margins[i, j] = 0
        dW[:, y[i]] -= above * X[i]
    loss = margins.sum() / n + reg * np.sum(W * W)
    dW = dW / n + 2 * reg * W
    return loss, dW
