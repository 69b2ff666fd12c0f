"""The logarithm of softmax."""
import numpy as np

B, D = 256, 10
v: (B, D)

q = softmax(v, axis=1)
logq = np.log(q)
