import numpy as np


def svm_loss_vectorized(W, X, y, reg):
    """
    Inputs:
    - W: (D, C) weights
    - X: (N, D) minibatch
    - y: (N,) labels
    - reg: (float) regularization strength
    """
    loss = 0.0
    dW = np.zeros(W.shape)
    num_train = X.shape[0]
    scores = X.dot(W)
    correct = scores[np.arange(num_train), y][:, np.newaxis]
    margins = np.maximum(0, scores - correct + 1)
    margins[np.arange(num_train), y] = 0
    loss = np.sum(margins) / num_train + reg * np.sum(W * W)

    binary = (margins > 0).astype(float)
    row_sum = np.sum(binary, axis=1)
    binary[np.arange(num_train), y] = -row_sum  #!! binary[np.arange(num_train), y] = row_sum
    dW = X.T.dot(binary) / num_train  #!! dW = X.T.dot(binary)
    dW += 2 * reg * W  #!! dW += reg * W
    return loss, dW


N, D, C = 10, 5, 3
X = np.random.randn(N, D)
y = np.random.randint(C, size=N)
W = np.random.randn(D, C) * 0.01
loss, dW = svm_loss_vectorized(W, X, y, 0.5)
