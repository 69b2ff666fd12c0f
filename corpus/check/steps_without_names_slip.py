# expect: LBZ207 line 27
import numpy as np


def act(v, slope=False):
    if slope:
        return v * (1 - v)
    return 1 / (1 + np.exp(-v))


inputs = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 1], [0, 0, 1], [1, 0, 0]])
wanted = np.array([[1], [1], [0], [0], [1]])

np.random.seed(4)
first = 2 * np.random.random((3, 6)) - 1
second = 2 * np.random.random((6, 1)) - 1

for k in range(3000):
    hidden = act(np.dot(inputs, first))
    output = act(np.dot(hidden, second))

    output_error = wanted - output
    if k % 1000 == 0:
        print("mean error " + str(np.mean(np.abs(output_error))))
    output_delta = output_error * act(output, slope=True)

    hidden_error = output_error.dot(second.T)
    hidden_delta = hidden_error * act(hidden, slope=True)

    second += 0.5 * hidden.T.dot(output_delta)
    first += 0.5 * inputs.T.dot(hidden_delta)
print(output)
