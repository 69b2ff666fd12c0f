"""Softmax of each row."""
import numpy as np

B, D = 256, 10
v: (B, D)

exp_v = np.exp(v)
q = exp_v / np.sum(exp_v, axis=1, keepdims=True)
