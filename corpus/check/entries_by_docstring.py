# expect: clean
"""A deep net whose docstring says what the entries of its parameters are; nobody calls it."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def forward(X, Y, parameters):
    """
    Cost of a net with one hidden layer.

    Arguments:
    X -- inputs, one example a column
    Y -- labels of the examples
    parameters -- python dictionary with the entries:
                    W1 -- weight matrix of shape (6, 4)
                    b1 -- bias vector of shape (6, 1)
                    W2 -- weight matrix of shape (1, 6)
                    b2 -- bias vector of shape (1, 1)

    Returns:
    cost -- logistic cost
    """
    m = X.shape[1]
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    losses = np.multiply(-np.log(A2), Y) + np.multiply(-np.log(1 - A2), 1 - Y)
    cost = 1.0 / m * np.sum(losses)
    return cost, (Z1, A1, W1, b1, Z2, A2, W2, b2)


def backward(X, Y, cache):
    """Gradients of the cost by all parameters."""
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2) = cache
    dZ2 = A2 - Y
    dW2 = 1.0 / m * np.dot(dZ2, A1.T)
    db2 = 1.0 / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1.0 / m * np.dot(dZ1, X.T)
    db1 = 1.0 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
