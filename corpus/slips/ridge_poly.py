import numpy as np

# polynomial ridge regression by gradient descent
n = 25
x = np.linspace(-1, 1, n)
y = np.sin(3 * x) + 0.1 * np.random.randn(n)
degree = 4
Phi = np.vander(x, degree + 1, increasing=True)
w = np.random.randn(degree + 1)
alpha = 0.05

for epoch in range(500):
    pred = Phi.dot(w)
    residual = y - pred
    loss = np.dot(residual, residual) / (2 * n) + alpha / 2 * np.dot(w, w)
    grad = -Phi.T.dot(residual) / n + alpha * w  #!! grad = -Phi.T.dot(residual) / n + alpha / 2 * w
    w = w - 0.1 * grad  #!! w = w - 0.1 * -grad
