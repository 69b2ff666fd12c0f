# gradient descent for a line
import numpy as np

x = np.linspace(0, 1, 50)
y = 3 * x + 1 + np.random.normal(0, 0.1, 50)
w, b = 0.0, 0.0
alpha = 0.1
n = len(x)
for _ in range(1000):
    y_hat = w * x + b
    mse = ((y - y_hat) ** 2).sum() / n
    dw = -2 / n * (x * (y - y_hat)).sum()  #!! dw = 2 / n * (x * (y - y_hat)).sum()
    db = -2 / n * (y - y_hat).sum()  #!! db = -1 / n * (y - y_hat).sum()
    w = w - alpha * dw
    b = b - alpha * db
print(w, b)
