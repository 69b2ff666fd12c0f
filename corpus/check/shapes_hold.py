# expect: clean
import numpy as np

B, D, H = 32, 10, 7
x = np.random.randn(B, D)  # (B, D)
W = np.random.randn(D, H)
h = np.maximum(0, x @ W)  # Shape: (B, H)
s = h.sum(axis=1)  # (B,)
m = h.mean(axis=0, keepdims=True)  # 1 x H
