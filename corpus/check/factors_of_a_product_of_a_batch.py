# expect: clean
import numpy as np

np.random.seed(1)


def relu(x):
    return (x > 0) * x


def relu2deriv(output):
    return output > 0


# fake "images": 64 of them, 5*5 pixels
images = np.random.rand(64, 25)                    # (64, 25)
labels = np.zeros((64, 4))                         # (64, 4) one-hot
labels[np.arange(64), images[:, :4].argmax(axis=1)] = 1

alpha, iterations, hidden_size, batch_size = (0.05, 150, 40, 16)
pixels_per_image, num_labels = (25, 4)

weights_0_1 = 0.2 * np.random.random((pixels_per_image, hidden_size)) - 0.1   # (25, 40)
weights_1_2 = 0.2 * np.random.random((hidden_size, num_labels)) - 0.1         # (40, 4)

for j in range(iterations):
    error, correct_cnt = (0.0, 0)
    for i in range(int(len(images) / batch_size)):
        batch_start, batch_end = (i * batch_size, (i + 1) * batch_size)
        layer_0 = images[batch_start:batch_end]                  # (16, 25)
        layer_1 = relu(np.dot(layer_0, weights_0_1))             # (16, 40)
        dropout_mask = np.random.randint(2, size=layer_1.shape)  # (16, 40) zeros and ones
        layer_1 *= dropout_mask * 2
        layer_2 = np.dot(layer_1, weights_1_2)                   # (16, 4)

        error += np.sum((labels[batch_start:batch_end] - layer_2) ** 2)
        correct_cnt += np.sum(layer_2.argmax(axis=1) == labels[batch_start:batch_end].argmax(axis=1))

        layer_2_delta = 2 * (layer_2 - labels[batch_start:batch_end]) / batch_size     # (16, 4)
        layer_1_delta = layer_2_delta.dot(weights_1_2.T)         # (16, 4) . (4, 40) = (16, 40)
        layer_1_delta *= relu2deriv(layer_1)
        layer_1_delta *= dropout_mask * 2

        weights_1_2_grad = layer_1.T.dot(layer_2_delta)          # (40, 4)
        weights_0_1_grad = layer_0.T.dot(layer_1_delta)          # (25, 40)
        weights_1_2 -= alpha * weights_1_2_grad
        weights_0_1 -= alpha * weights_0_1_grad

    if j % 50 == 0:
        print("I:%d Train-Err: %.3f Train-Acc: %.3f" % (j, error / 64, correct_cnt / 64))
