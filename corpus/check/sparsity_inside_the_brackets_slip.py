# expect: LBZ201 line 42
# UFLDL sparse autoencoder exercise
import numpy as np
import scipy.optimize


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def initialize(hidden_size, visible_size):
    r = np.sqrt(6) / np.sqrt(hidden_size + visible_size + 1)
    W1 = np.random.random((hidden_size, visible_size)) * 2 * r - r
    W2 = np.random.random((visible_size, hidden_size)) * 2 * r - r
    b1 = np.zeros(hidden_size, dtype=np.float64)
    b2 = np.zeros(visible_size, dtype=np.float64)
    return np.concatenate((W1.reshape(hidden_size * visible_size),
                           W2.reshape(hidden_size * visible_size), b1, b2))


def sparse_autoencoder_cost(theta, visible_size, hidden_size, lambda_, sparsity_param, beta, data):
    # data is visible_size x m, so data[:, i] is the i-th training example
    W1 = theta[0:hidden_size * visible_size].reshape(hidden_size, visible_size)
    W2 = theta[hidden_size * visible_size:2 * hidden_size * visible_size].reshape(visible_size, hidden_size)
    b1 = theta[2 * hidden_size * visible_size:2 * hidden_size * visible_size + hidden_size]
    b2 = theta[2 * hidden_size * visible_size + hidden_size:]
    m = data.shape[1]

    z2 = W1.dot(data) + np.tile(b1, (m, 1)).transpose()
    a2 = sigmoid(z2)
    z3 = W2.dot(a2) + np.tile(b2, (m, 1)).transpose()
    h = sigmoid(z3)

    rho_hat = np.sum(a2, axis=1) / m
    rho = sparsity_param
    kl = np.sum(rho * np.log(rho / rho_hat) + (1 - rho) * np.log((1 - rho) / (1 - rho_hat)))
    cost = np.sum((h - data) ** 2) / (2 * m) + \
        (lambda_ / 2) * (np.sum(W1 ** 2) + np.sum(W2 ** 2)) + beta * kl

    sparsity_delta = np.tile(-rho / rho_hat + (1 - rho) / (1 - rho_hat), (m, 1)).transpose()
    delta3 = -(data - h) * h * (1 - h)
    delta2 = W2.transpose().dot(delta3) * a2 * (1 - a2) + beta * sparsity_delta
    W1grad = delta2.dot(data.transpose()) / m + lambda_ * W1
    W2grad = delta3.dot(a2.transpose()) / m + lambda_ * W2
    b1grad = np.sum(delta2, axis=1) / m
    b2grad = np.sum(delta3, axis=1) / m

    grad = np.concatenate((W1grad.reshape(hidden_size * visible_size),
                           W2grad.reshape(hidden_size * visible_size), b1grad, b2grad))
    return cost, grad


if __name__ == '__main__':
    np.random.seed(8)
    visible, hidden = 10, 4
    patches = 0.1 + 0.8 * np.random.rand(visible, 50)
    theta = initialize(hidden, visible)
    J = lambda t: sparse_autoencoder_cost(t, visible, hidden, 1e-3, 0.05, 0.5, patches)
    result = scipy.optimize.minimize(J, theta, method='L-BFGS-B', jac=True, options={'maxiter': 25})
    print(result.fun, result.nit)
