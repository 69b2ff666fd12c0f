# expect: LBZ302 line 26
import numpy as np


def softmax_loss_vectorized(W, X, y, reg):
    """
    Softmax loss function, vectorized version.

    Inputs:
    - W: A numpy array of shape (D, C) containing weights.
    - X: A numpy array of shape (N, D) containing a minibatch of data.
    - y: A numpy array of shape (N,) containing training labels; y[i] = c means
      that X[i] has label c, where 0 <= c < C.
    - reg: (float) regularization strength

    Returns a tuple of:
    - loss as single float
    - gradient with respect to weights W; an array of same shape as W
    """
    num_train = X.shape[0]
    scores = X.dot(W)                                  # (N, C)
    scores -= np.max(scores, axis=1, keepdims=True)    # (N, C) - (N, 1)
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)  # (N, C)
    correct = scores[np.arange(num_train), y]          # (N,)
    loss = -np.mean(np.log(correct)) + reg * np.sum(W * W)

    dscores = probs.copy()                             # (N, C)
    dscores[np.arange(num_train), y] -= 1
    dscores /= num_train
    dW = X.T.dot(dscores) + 2 * reg * W                # (D, N) x (N, C) = (D, C)
    return loss, dW


if __name__ == '__main__':
    rng = np.random.RandomState(231)
    N, D, C = 60, 7, 4
    centers = rng.randn(C, D) * 2
    y = rng.randint(C, size=N)           # (N,)
    X = centers[y] + rng.randn(N, D)     # (N, D)
    W = rng.randn(D, C) * 0.001
    for it in range(100):
        loss, grad = softmax_loss_vectorized(W, X, y, 1e-4)
        W -= 0.3 * grad
        if it % 25 == 0:
            print('iter %d loss %.4f' % (it, loss))
    print('acc: %.3f' % np.mean(X.dot(W).argmax(axis=1) == y))
