# expect: clean
# verified: dW
import numpy as np


def hinge(W, X, y, reg):
    # X: (N, 3073)
    # W: (3073, 10)
    N, C = X.shape[0], W.shape[1]
    dW = np.zeros_like(W)
    scores = X.dot(W)
    total = 0.0
    for i in range(N):
        right = scores[i, y[i]]
        count = 0
        for j in range(C):
            if j == y[i]:
                continue
            margin = scores[i, j] - right + 1.0
            if margin > 0:
                count += 1
                total += margin
                dW[:, j] += X[i, :]
        dW[:, y[i]] -= count * X[i, :]
    loss = total / N + reg * np.sum(W * W)
    dW = dW / N + 2 * reg * W
    return loss, dW
