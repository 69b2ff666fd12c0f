"""A recurrent network over T steps: all steps share the weights, so what each gives is added."""
import numpy as np

# wrt: W, U, b
x: (T, m)
W: (n, n)
U: (n, m)
b: (n,)
y: (n,)

h = np.zeros(n)
for t in range(T):
    h = np.tanh(W @ h + U @ x[t] + b)
loss = 0.5 * np.sum((h - y)**2)
