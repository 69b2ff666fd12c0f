# expect: clean
# verified: dW
import numpy as np

def svm_loss_vectorized(W, X, y, reg):
    """
    W: (D, C)
    X: (N, D)
    y: (N,)
    """
    num_train = X.shape[0]
    scores = X.dot(W)
    correct = scores[np.arange(num_train), y][:, np.newaxis]
    margins = np.maximum(0, scores - correct + 1)
    margins[np.arange(num_train), y] = 0
    loss = np.sum(margins) / num_train
    loss += reg * np.sum(W * W)
    binary = (margins > 0).astype(float)
    row_sum = np.sum(binary, axis=1)
    binary[np.arange(num_train), y] = -row_sum
    dW = X.T.dot(binary) / num_train + 2 * reg * W
    return loss, dW

np.random.seed(0)
W = np.random.randn(6, 4)
X = np.random.randn(10, 6)
y = np.random.randint(4, size=10)
loss, dW = svm_loss_vectorized(W, X, y, 0.1)
