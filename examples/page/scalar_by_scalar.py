"""A scalar by a scalar: half the squared error of one number, for each sample."""
import numpy as np

B, D = 256, 1
y: (B, D)
yhat: (B, D)

loss = 0.5 * np.square(y - yhat)
