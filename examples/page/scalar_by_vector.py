"""A scalar by a vector: half the squared error of a vector, summed over its entries."""
import numpy as np

B, D = 256, 10
y: (B, D)
yhat: (B, D)

loss = 0.5 * np.sum(np.square(y - yhat), axis=1, keepdims=True)
