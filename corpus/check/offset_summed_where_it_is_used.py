# expect: clean
# verified: dw
import numpy as np
import random

random.seed(1)
np.random.seed(1)


def generate_houses(n):
    area = np.random.uniform(30, 150, n) / 100.0
    rooms = np.random.randint(1, 6, n) / 5.0
    dist = np.random.uniform(0, 20, n) / 20.0
    price = 3.0 * area + 0.8 * rooms - 1.2 * dist + 0.5 + 0.1 * np.random.randn(n)
    return np.column_stack((area, rooms, dist)), price


def mse(X, y, w, b):
    # X: (n, 3), y: (n,), w: (3,), b: scalar
    return np.mean((X.dot(w) + b - y) ** 2)


def gradients(X, y, w, b):
    n = len(y)
    error = X.dot(w) + b - y             # (n,)
    dw = 2.0 / n * X.T.dot(error)        # (3,)
    db = 2.0 / n * error
    return dw, db


def train(X, y, lr=0.2, epochs=300):
    w = np.zeros(X.shape[1])             # (3,)
    b = 0.0
    history = []
    for epoch in range(epochs):
        dw, db = gradients(X, y, w, b)
        w = w - lr * dw
        b = b - lr * np.sum(db)
        history.append(mse(X, y, w, b))
    return w, b, history


X, y = generate_houses(45)
w, b, history = train(X, y)
print('weights', w)
print('mse first/last', history[0], history[-1])
