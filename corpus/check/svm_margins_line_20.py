# expect: LBZ201 line 20
import numpy as np


def svm_loss_vectorized(W, X, Y, reg):
    """
    - W: (D, C) weights
    - X: (N, D) data
    - Y: (N, C) one-hot labels
    """
    num_train = X.shape[0]
    scores = X.dot(W)
    correct = np.sum(scores * Y, axis=1, keepdims=True)
    margins = np.maximum(0, scores - correct + 1) * (1 - Y)
    loss = np.sum(margins) / num_train + reg * np.sum(W * W)

    binary = (margins > 0).astype(float)
    row_sum = np.sum(binary, axis=1, keepdims=True)
    coefficients = binary - row_sum * Y
    dW = X.T.dot(coefficients) + 2 * reg * W
    return loss, dW
