# expect: LBZ201 line 8
# A matrix that an identity is added to is not symmetric for that: its inverse is not its transpose.
import numpy as np

n = 8
B = np.random.randn(n, n) + n * np.eye(n)
h = np.log(np.abs(np.linalg.det(B)))
dh_dB = np.linalg.inv(B)
