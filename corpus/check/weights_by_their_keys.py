# expect: clean
# verified: grads['W2'], grads['b2'], grads['W1'], grads['b1']
import numpy as np


class TwoLayerNet(object):
    """
    A two-layer fully-connected network with a softmax loss. Input dimension N,
    hidden layer dimension H, C classes. ReLU after the first layer.

    input - fully connected layer - ReLU - fully connected layer - softmax
    """

    def __init__(self, input_size, hidden_size, output_size, std=1e-1):
        """
        Weights are small random values, biases are zero. They are kept in
        self.params with the keys:

        W1: First layer weights; has shape (D, H)
        b1: First layer biases; has shape (H,)
        W2: Second layer weights; has shape (H, C)
        b2: Second layer biases; has shape (C,)
        """
        self.params = {}
        self.params['W1'] = std * np.random.randn(input_size, hidden_size)
        self.params['b1'] = np.zeros(hidden_size)
        self.params['W2'] = std * np.random.randn(hidden_size, output_size)
        self.params['b2'] = np.zeros(output_size)

    def loss(self, X, y=None, reg=0.0):
        """
        Inputs:
        - X: Input data of shape (N, D). Each X[i] is a training sample.
        - y: Vector of training labels of shape (N,).
        - reg: Regularization strength.

        Returns the scores of shape (N, C) if y is None, else (loss, grads).
        """
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']
        N, D = X.shape

        h1 = np.maximum(0, X.dot(W1) + b1)
        scores = h1.dot(W2) + b2
        if y is None:
            return scores

        shifted = scores - np.max(scores, axis=1, keepdims=True)
        probs = np.exp(shifted)
        probs /= np.sum(probs, axis=1, keepdims=True)
        loss = -np.sum(np.log(probs[np.arange(N), y])) / N
        loss += 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

        grads = {}
        dscores = probs
        dscores[np.arange(N), y] -= 1
        dscores /= N
        grads['W2'] = h1.T.dot(dscores) + reg * W2
        grads['b2'] = np.sum(dscores, axis=0)
        dh1 = dscores.dot(W2.T)
        dh1[h1 <= 0] = 0
        grads['W1'] = X.T.dot(dh1) + reg * W1
        grads['b1'] = np.sum(dh1, axis=0)
        return loss, grads

    def train(self, X, y, learning_rate=0.5, reg=1e-3, num_iters=40):
        for it in range(num_iters):
            loss, grads = self.loss(X, y, reg=reg)
            for p in self.params:
                self.params[p] -= learning_rate * grads[p]
            if it % 10 == 0:
                print('iteration %d: loss %f' % (it, loss))


np.random.seed(0)
net = TwoLayerNet(4, 10, 3)
np.random.seed(1)
X = 2 * np.random.randn(8, 4)
y = np.array([0, 1, 2, 2, 1, 0, 1, 2])
net.train(X, y)
print('train accuracy', np.mean(np.argmax(net.loss(X), axis=1) == y))
