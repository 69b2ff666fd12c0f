# expect: LBZ202 line 20
# %matplotlib inline
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(0, 10, 50)
y = 3 * x + 2 + np.random.normal(0, 1, 50)
plt.scatter(x, y)
plt.show()

theta0, theta1 = 0.0, 0.0
lr = 0.01
N = len(x)
history = []
for epoch in range(100):
    y_hat = theta0 + theta1 * x
    error = y_hat - y
    loss = (error ** 2).mean()
    history.append(loss)
    d_theta0 = error.mean()
    d_theta1 = 2 * (error * x).mean()
    theta0 -= lr * d_theta0
    theta1 -= lr * d_theta1

plt.plot(history)
print(f"theta0 = {theta0:.3f}, theta1 = {theta1:.3f}")
