# expect: clean
import numpy as np

per_class, classes = 12, 3
points = np.zeros((per_class * classes, 2))
label = np.zeros(per_class * classes, dtype="uint8")
for c in range(classes):
    rows = range(per_class * c, per_class * (c + 1))
    radius = np.linspace(0.1, 1, per_class)
    angle = 3 * c + 2 * radius + 0.1 * np.random.randn(per_class)
    points[rows] = np.c_[radius * np.cos(angle), radius * np.sin(angle)]
    label[rows] = c

W = 0.1 * np.random.randn(2, classes)
b = np.zeros((1, classes))
n = points.shape[0]
for step in range(50):
    scores = points @ W + b
    scores -= scores.max(axis=1, keepdims=True)
    probs = np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True)
    loss = -np.mean(np.log(probs[range(n), label]))
    dscores = probs
    dscores[range(n), label] -= 1
    dscores /= n
    dW = points.T @ dscores
    db = np.sum(dscores, axis=0, keepdims=True)
    W -= 0.5 * dW
    b -= 0.5 * db
