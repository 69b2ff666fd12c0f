"""The logistic function, entry by entry."""
import numpy as np

B, D = 256, 10
h: (B, D)

a = 1 / (1 + np.exp(-h))
