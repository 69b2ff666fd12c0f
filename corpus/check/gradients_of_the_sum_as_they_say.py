# expect: clean
# verified: dW1
import numpy as np

# Two-layer fully-connected net, tanh hidden, softmax output.
# Planar data, loosely after "Implementing a neural network from scratch".

np.random.seed(0)


def make_moons(n, noise=0.2):
    t = np.pi * np.random.rand(n // 2)
    a = np.c_[np.cos(t), np.sin(t)]
    t = np.pi * np.random.rand(n - n // 2)
    b = np.c_[1 - np.cos(t), 0.5 - np.sin(t)]
    X = np.vstack([a, b]) + noise * np.random.randn(n, 2)
    y = np.array([0] * (n // 2) + [1] * (n - n // 2))
    return X, y


X, y = make_moons(200)
num_examples = len(X)      # training set size
nn_input_dim = 2           # input layer dimensionality
nn_output_dim = 2          # output layer dimensionality

# Gradient descent parameters (I picked these by hand)
epsilon = 0.01             # learning rate for gradient descent
reg_lambda = 0.01          # regularization strength


def calculate_loss(model):
    W1, b1, W2, b2 = model['W1'], model['b1'], model['W2'], model['b2']
    # Forward propagation to calculate our predictions
    z1 = X.dot(W1) + b1
    a1 = np.tanh(z1)
    z2 = a1.dot(W2) + b2
    exp_scores = np.exp(z2)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
    # Calculating the loss
    correct_logprobs = -np.log(probs[range(num_examples), y])
    data_loss = np.sum(correct_logprobs)
    # Add regularization term to loss (optional)
    data_loss += reg_lambda / 2 * (np.sum(np.square(W1)) + np.sum(np.square(W2)))
    return 1. / num_examples * data_loss


def predict(model, x):
    z1 = x.dot(model['W1']) + model['b1']
    a1 = np.tanh(z1)
    z2 = a1.dot(model['W2']) + model['b2']
    exp_scores = np.exp(z2)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
    return np.argmax(probs, axis=1)


def gradients(model):
    # gradients of num_examples * calculate_loss(model), i.e. of the summed loss
    W1, b1, W2, b2 = model['W1'], model['b1'], model['W2'], model['b2']
    z1 = X.dot(W1) + b1
    a1 = np.tanh(z1)
    z2 = a1.dot(W2) + b2
    exp_scores = np.exp(z2)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

    # Backpropagation
    delta3 = probs
    delta3[range(num_examples), y] -= 1
    dW2 = (a1.T).dot(delta3)
    db2 = np.sum(delta3, axis=0, keepdims=True)
    delta2 = delta3.dot(W2.T) * (1 - np.power(a1, 2))
    dW1 = np.dot(X.T, delta2)
    db1 = np.sum(delta2, axis=0)

    # Add regularization terms (b1 and b2 don't have regularization terms)
    dW2 += reg_lambda * W2
    dW1 += reg_lambda * W1
    return dW1, db1, dW2, db2


# - nn_hdim: Number of nodes in the hidden layer
# - num_passes: Number of passes through the training data
# - print_loss: If True, print the loss every 100 iterations
def build_model(nn_hdim, num_passes=400, print_loss=False):
    W1 = np.random.randn(nn_input_dim, nn_hdim) / np.sqrt(nn_input_dim)
    b1 = np.zeros((1, nn_hdim))
    W2 = np.random.randn(nn_hdim, nn_output_dim) / np.sqrt(nn_hdim)
    b2 = np.zeros((1, nn_output_dim))
    model = {'W1': W1, 'b1': b1, 'W2': W2, 'b2': b2}

    for i in range(0, num_passes):
        dW1, db1, dW2, db2 = gradients(model)
        # Gradient descent parameter update
        model['W1'] = model['W1'] - epsilon * dW1
        model['b1'] = model['b1'] - epsilon * db1
        model['W2'] = model['W2'] - epsilon * dW2
        model['b2'] = model['b2'] - epsilon * db2
        if print_loss and i % 100 == 0:
            print("Loss after iteration %i: %f" % (i, calculate_loss(model)))
    return model


model = build_model(3, print_loss=True)
print("accuracy", np.mean(predict(model, X) == y))
