# expect: LBZ101 line 18
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
    - loss: Single float
    - dW: Gradient with respect to W, of shape (C, D)
    """
    num_train = X.shape[0]
    scores = X.dot(W)
    scores -= scores.max(axis=1, keepdims=True)
    exp_scores = np.exp(scores)
    probs = exp_scores / exp_scores.sum(axis=1, keepdims=True)

    loss = -np.sum(np.log(probs[range(num_train), y])) / num_train
    loss += 0.5 * reg * np.sum(W ** 2)

    dscores = probs
    dscores[range(num_train), y] -= 1
    dscores /= num_train
    dW = X.T.dot(dscores) + reg * W
    return loss, dW


class SoftmaxClassifier(object):
    def __init__(self):
        self.W = None

    def train(self, X, y, learning_rate=0.1, reg=1e-3, num_iters=120, batch_size=20):
        num_train, dim = X.shape
        num_classes = np.max(y) + 1
        if self.W is None:
            self.W = 0.001 * np.random.randn(dim, num_classes)
        loss_history = []
        for it in range(num_iters):
            idx = np.random.choice(num_train, batch_size)
            loss, grad = softmax_loss_vectorized(self.W, X[idx], y[idx], reg)
            loss_history.append(loss)
            self.W -= learning_rate * grad
        return loss_history

    def predict(self, X):
        return X.dot(self.W).argmax(axis=1)


if __name__ == '__main__':
    np.random.seed(14)
    centers = np.random.randn(4, 7) * 1.5
    y = np.random.randint(0, 4, 80)
    X = centers[y] + np.random.randn(80, 7)
    clf = SoftmaxClassifier()
    hist = clf.train(X, y)
    print('first loss %.3f, last loss %.3f' % (hist[0], hist[-1]))
    print('accuracy', np.mean(clf.predict(X) == y))
