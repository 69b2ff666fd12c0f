# expect: clean
# verified: nabla_b[0], nabla_w[0]
# The error of one layer goes back from that of the next: they are not of one loss together.
"""
A network after Nielsen's book, but with a tanh output, a "sum of fourth powers" cost and
nablas summed over the minibatch (eta / n is in the update).
"""
import random
import numpy as np


class QuarticCost(object):

    @staticmethod
    def fn(a, y):
        return 0.25 * np.sum((a - y) ** 4)

    @staticmethod
    def delta(z, a, y):
        return (a - y) ** 3 * tanh_prime(z)


class Network(object):

    def __init__(self, sizes, cost=QuarticCost):
        self.num_layers = len(sizes)
        self.cost = cost
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = np.tanh(np.dot(w, a) + b)
        return a

    def SGD(self, training_data, epochs, mini_batch_size, eta, lmbda=0.0):
        n = len(training_data)
        for j in range(epochs):
            random.shuffle(training_data)
            for k in range(0, n, mini_batch_size):
                self.update_mini_batch(training_data[k:k + mini_batch_size], eta, lmbda, n)
            if j % 10 == 0:
                print("Epoch {0}: {1:.5f}".format(j, self.total_cost(training_data)))

    def update_mini_batch(self, mini_batch, eta, lmbda, n):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in mini_batch:
            delta_nabla_b, delta_nabla_w = self.backprop(x, y)
            nabla_b = [nb + dnb for nb, dnb in zip(nabla_b, delta_nabla_b)]
            nabla_w = [nw + dnw for nw, dnw in zip(nabla_w, delta_nabla_w)]
        self.weights = [(1 - eta * (lmbda / n)) * w - (eta / len(mini_batch)) * nw
                        for w, nw in zip(self.weights, nabla_w)]
        self.biases = [b - (eta / len(mini_batch)) * nb for b, nb in zip(self.biases, nabla_b)]

    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        activation = x
        activations = [x]
        zs = []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = np.tanh(z)
            activations.append(activation)
        delta = self.cost.delta(zs[-1], activations[-1], y)
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].transpose())
        for l in range(2, self.num_layers):
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * tanh_prime(zs[-l])
            nabla_b[-l] = delta
            nabla_w[-l] = np.dot(delta, activations[-l - 1].transpose())
        return (nabla_b, nabla_w)

    def total_cost(self, data):
        return sum(self.cost.fn(self.feedforward(x), y) for x, y in data) / len(data)


def tanh_prime(z):
    return 1 / np.cosh(z) ** 2


if __name__ == '__main__':
    np.random.seed(12)
    random.seed(12)
    data = []
    for _ in range(40):
        x = np.random.uniform(-1, 1, (2, 1))
        data.append((x, np.array([[x[0, 0] * x[1, 0]], [0.5 * x[0, 0]]])))
    net = Network([2, 6, 4, 2])
    net.SGD(data, 31, 8, 0.5, lmbda=0.01)
