# expect: clean
# verified: Wl, bl, dW, db
import numpy as np


def initialize_parameters_deep(layer_dims):
    """
    Arguments:
    layer_dims -- python array (list) containing the dimensions of each layer in our network

    Returns:
    parameters -- python dictionary containing your parameters "W1", "b1", ..., "WL", "bL":
                    Wl -- weight matrix of shape (layer_dims[l], layer_dims[l-1])
                    bl -- bias vector of shape (layer_dims[l], 1)
    """
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
        assert parameters['W' + str(l)].shape == (layer_dims[l], layer_dims[l - 1])
        assert parameters['b' + str(l)].shape == (layer_dims[l], 1)
    return parameters


def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A_prev = A
        W, b = parameters['W' + str(l)], parameters['b' + str(l)]
        Z = np.dot(W, A_prev) + b
        A = np.maximum(0, Z) if l < L else 1 / (1 + np.exp(-Z))
        caches.append((A_prev, W, b, Z))
    assert A.shape == (1, X.shape[1])
    return A, caches


def linear_backward(dZ, cache):
    """
    Implement the linear portion of backward propagation for a single layer (layer l)

    Arguments:
    dZ -- Gradient of the cost with respect to the linear output (of current layer l)
    cache -- tuple of values (A_prev, W, b, Z) coming from the forward propagation

    Returns:
    dA_prev -- Gradient of the cost with respect to the activation (of the previous layer), same shape as A_prev
    dW -- Gradient of the cost with respect to W (current layer l), same shape as W
    db -- Gradient of the cost with respect to b (current layer l), same shape as b
    """
    A_prev, W, b, _ = cache
    m = A_prev.shape[1]
    dW = 1. / m * np.dot(dZ, A_prev.T)
    db = 1. / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    assert dA_prev.shape == A_prev.shape
    assert dW.shape == W.shape
    assert db.shape == b.shape
    return dA_prev, dW, db


def L_model_backward(AL, Y, caches):
    """
    Arguments:
    AL -- probability vector, output of the forward propagation, of shape (1, m)
    Y -- true "label" vector (containing 0 if non-cat, 1 if cat), of shape (1, m)
    caches -- list of caches

    Returns:
    grads -- A dictionary with the gradients
    """
    grads = {}
    L = len(caches)
    dZ = AL - Y
    for l in reversed(range(L)):
        dA_prev, grads['dW' + str(l + 1)], grads['db' + str(l + 1)] = linear_backward(dZ, caches[l])
        if l > 0:
            dZ = dA_prev * (caches[l - 1][3] > 0)
    return grads


m = 30
np.random.seed(1)
X = np.random.randn(8, m)                                 # (n_x, m)
Y = (X[0:1] * X[1:2] + X[2:3] > 0).astype(float)          # (1, m)
parameters = initialize_parameters_deep([8, 6, 4, 1])
for i in range(300):
    AL, caches = L_model_forward(X, parameters)
    cost = -1. / m * np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
    grads = L_model_backward(AL, Y, caches)
    for l in range(1, len(caches) + 1):
        parameters['W' + str(l)] -= 0.1 * grads['dW' + str(l)]
        parameters['b' + str(l)] -= 0.1 * grads['db' + str(l)]
    if i % 100 == 0:
        print("Cost after iteration %i: %f" % (i, cost))
