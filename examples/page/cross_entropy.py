"""Cross entropy of predicted probabilities, with its minus sign, for each sample."""
import numpy as np

B, N = 256, 10
p: (B, N)
phat: (B, N)

loss = -np.sum(p * np.log(phat), axis=1, keepdims=True)
