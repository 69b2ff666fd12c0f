# expect: LBZ101 line 7
import numpy as np

B, D = 32, 10
x = np.random.randn(B, D)
e = np.exp(x)  # (B, D)
s = np.sum(e, axis=1)  # (B, 1)
