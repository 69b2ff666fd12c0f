# expect: LBZ201 line 21
import numpy as np


def svm_loss_vectorized(W, X, y, reg):
    """
    Structured SVM loss function, vectorized implementation.
    W is (D, C), X is (N, D), y is (N,).
    """
    num_train = X.shape[0]
    scores = X.dot(W)
    correct_class_score = scores[np.arange(num_train), y].reshape(num_train, 1)
    margin = np.maximum(0, scores - correct_class_score + 1)
    margin[np.arange(num_train), y] = 0
    loss = margin.sum() / num_train
    loss += reg * np.sum(W * W)

    margin[margin > 0] = 1
    valid_margin_count = margin.sum(axis=1)
    margin[np.arange(num_train), y] -= valid_margin_count
    dW = X.T.dot(margin)
    dW = dW + reg * 2 * W

    return loss, dW


def eval_loss(W, X, y, reg):
    total = 0.0
    for i in range(X.shape[0]):
        s = X[i].dot(W)
        for j in range(W.shape[1]):
            if j == y[i]:
                continue
            total += max(0, s[j] - s[y[i]] + 1)
    return total / X.shape[0] + reg * np.sum(W * W)


if __name__ == '__main__':
    np.random.seed(10)
    X = np.hstack([np.random.randn(50, 8), np.ones((50, 1))])
    y = np.random.randint(5, size=50)
    W = np.random.randn(9, 5) * 0.1

    loss, grad = svm_loss_vectorized(W, X, y, 0.01)
    print('loss: %f, loop version: %f' % (loss, eval_loss(W, X, y, 0.01)))

    for it in range(100):
        loss, grad = svm_loss_vectorized(W, X, y, 0.01)
        W -= 1e-2 * grad
    print('loss after 100 steps: %f' % loss)
