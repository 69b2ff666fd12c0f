# expect: clean
# Softmax regression on three gaussian blobs (homework 2, question 1)
import numpy as np
import sys


def oneHot(labels, numClasses):
    return np.eye(numClasses)[labels]


def predictProb(X, W, b):
    Z = np.dot(X, W) + b
    Z = Z - Z.max(axis=1, keepdims=True)
    expZ = np.exp(Z)
    return expZ / expZ.sum(axis=1, keepdims=True)


def crossEntropy(X, Y, W, b, weightDecay):
    P = predictProb(X, W, b)
    return -np.sum(Y * np.log(P)) / X.shape[0] + weightDecay / 2 * np.sum(W ** 2)


def computeGradients(X, Y, W, b, weightDecay):
    m = X.shape[0]
    P = predictProb(X, W, b)
    dZ = (P - Y) / m
    dW = np.dot(X.T, dZ) + weightDecay * W
    db = np.sum(dZ, axis=0, keepdims=True)
    return dW, db


def main(numIter=200):
    np.random.seed(100)
    centers = np.array([[0, 2], [2, -1], [-2, -1]])
    labels = np.repeat(np.arange(3), 40)
    X = centers[labels] + np.random.randn(120, 2)
    Y = oneHot(labels, 3)
    W = 0.01 * np.random.randn(2, 3)
    b = np.zeros((1, 3))
    learningRate, weightDecay = 0.2, 1e-3
    for i in range(numIter):
        dW, db = computeGradients(X, Y, W, b, weightDecay)
        W = W - learningRate * dW
        b = b - learningRate * db
        if i % 50 == 0:
            print('Iteration {0}: cost {1:.4f}'.format(i, crossEntropy(X, Y, W, b, weightDecay)))
    accuracy = np.mean(np.argmax(predictProb(X, W, b), axis=1) == labels)
    print('training accuracy: {0:.1%}'.format(accuracy))
    return X, Y, W, b


if __name__ == '__main__':
    X, Y, W, b = main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 200)
