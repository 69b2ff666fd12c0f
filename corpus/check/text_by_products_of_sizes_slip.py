# expect: LBZ101 line 33
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def initialize_with_zeros(dim):
    """
    This function creates a vector of zeros of shape (dim, 1) for w and initializes b to 0.

    Argument:
    dim -- size of the w vector we want

    Returns:
    w -- initialized vector of shape (dim, 1)
    b -- initialized scalar (corresponds to the bias)
    """
    w = np.zeros((dim, 1))
    b = 0.
    assert (w.shape == (dim, 1))
    return w, b


def propagate(w, b, X, Y):
    """
    Implement the cost function and its gradient

    Arguments:
    w -- weights, a numpy array of size (num_px * num_px * 3, 1)
    b -- bias, a scalar
    X -- data of size (number of examples, num_px * num_px * 3)
    Y -- true "label" vector (containing 0 if non-cat, 1 if cat) of size (1, number of examples)

    Return:
    cost -- negative log-likelihood cost for logistic regression
    dw -- gradient of the loss with respect to w, thus same shape as w
    db -- gradient of the loss with respect to b, thus same shape as b
    """
    m = X.shape[1]

    A = sigmoid(np.dot(w.T, X) + b)                                    # (1, m)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))

    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)

    assert (dw.shape == w.shape)
    cost = np.squeeze(cost)
    assert (cost.shape == ())
    return {"dw": dw, "db": db}, cost


def optimize(w, b, X, Y, num_iterations, learning_rate):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw = grads["dw"]
        db = grads["db"]
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 50 == 0:
            costs.append(cost)
            print("Cost after iteration %i: %f" % (i, cost))
    return w, b, costs


np.random.seed(1)
num_px = 2
m_train = 7
train_set_x = np.random.rand(num_px * num_px * 3, m_train)   # (12, 7)
train_set_y = (np.random.rand(1, m_train) > 0.5) * 1         # (1, 7)
w, b = initialize_with_zeros(num_px * num_px * 3)
w, b, costs = optimize(w, b, train_set_x, train_set_y, 150, 0.1)
