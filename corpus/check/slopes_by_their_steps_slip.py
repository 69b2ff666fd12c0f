# expect: LBZ202 line 13
import numpy as np

np.random.seed(8)
hours = 5 * np.random.rand(60)
marks = 30 + 9 * hours + np.random.randn(60)
m, c = 0.0, 0.0
L = 0.01  # how far a step goes
n = float(len(hours))
for i in range(500):
    guess = m * hours + c
    cost = np.sum((marks - guess) ** 2) / n
    D_m = -1 / n * np.sum(hours * (marks - guess))
    D_c = -2 / n * np.sum(marks - guess)
    m = m - L * D_m
    c = c - L * D_c
    if i % 100 == 0:
        print(i, cost)
