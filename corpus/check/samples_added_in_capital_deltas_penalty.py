# expect: LBZ201 line 55
import numpy as np

# Machine Learning course, exercise 4: one hidden layer, lambda regularization,
# labels 1..num_labels, everything unrolled for fmin_cg.

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

def sigmoidGradient(z):
    g = sigmoid(z)
    return g * (1 - g)

def nnCost(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda):
    return nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda)[0]

def nnGrad(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda):
    return nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda)[1]

def nnCostFunction(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, lmbda):
    # Reshape nn_params back into the parameters Theta1 and Theta2
    split = hidden_layer_size * (input_layer_size + 1)
    Theta1 = nn_params[:split].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = nn_params[split:].reshape(num_labels, hidden_layer_size + 1)
    m = X.shape[0]

    Y = np.zeros((m, num_labels))
    for i in range(m):
        Y[i, y[i] - 1] = 1

    # Part 1: feedforward
    a1 = np.hstack((np.ones((m, 1)), X))
    z2 = a1.dot(Theta1.T)
    a2 = np.hstack((np.ones((m, 1)), sigmoid(z2)))
    z3 = a2.dot(Theta2.T)
    h = sigmoid(z3)

    J = (1.0 / m) * np.sum(-Y * np.log(h) - (1 - Y) * np.log(1 - h))
    # regularization, the bias column is left out
    J += (lmbda / (2.0 * m)) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    # Part 2: backpropagation, one example at a time
    Delta1 = np.zeros(Theta1.shape)
    Delta2 = np.zeros(Theta2.shape)
    for t in range(m):
        delta3 = h[t, :] - Y[t, :]
        delta2 = Theta2.T.dot(delta3)[1:] * sigmoidGradient(z2[t, :])
        Delta1 += np.outer(delta2, a1[t, :])
        Delta2 += np.outer(delta3, a2[t, :])

    Theta1_grad = Delta1 / m
    Theta2_grad = Delta2 / m

    # Part 3: regularization of the gradient
    Theta1_grad[:, 1:] += (lmbda / m) * 2 * Theta1[:, 1:]
    Theta2_grad[:, 1:] += (lmbda / m) * Theta2[:, 1:]

    grad = np.hstack((Theta1_grad.ravel(), Theta2_grad.ravel()))
    return J, grad

def debugInitializeWeights(fan_out, fan_in):
    W = np.zeros((fan_out, 1 + fan_in))
    return np.sin(np.arange(1, W.size + 1)).reshape(W.shape) / 10

def computeNumericalGradient(J, theta):
    numgrad = np.zeros(theta.size)
    perturb = np.zeros(theta.size)
    e = 1e-4
    for p in range(theta.size):
        perturb[p] = e
        loss1 = J(theta - perturb)
        loss2 = J(theta + perturb)
        numgrad[p] = (loss2 - loss1) / (2 * e)
        perturb[p] = 0
    return numgrad

def checkNNGradients(lmbda=0):
    Theta1 = debugInitializeWeights(5, 3)
    Theta2 = debugInitializeWeights(3, 5)
    X = debugInitializeWeights(5, 2)
    y = 1 + np.mod(np.arange(1, 6), 3)
    nn_params = np.hstack((Theta1.ravel(), Theta2.ravel()))
    args = (3, 5, 3, X, y, lmbda)
    grad = nnGrad(nn_params, *args)
    numgrad = computeNumericalGradient(lambda p: nnCost(p, *args), nn_params)
    diff = np.linalg.norm(numgrad - grad) / np.linalg.norm(numgrad + grad)
    print('Relative Difference: %g' % diff)

checkNNGradients(3)

