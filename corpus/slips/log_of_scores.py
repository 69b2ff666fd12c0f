import numpy as np

# log of probabilities from raw scores
B, N = 32, 4
scores = np.random.randn(B, N)
p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)  #!! p = scores / scores.sum(axis=1, keepdims=True)
t = np.eye(N)[np.random.randint(0, N, B)]
loss = -np.sum(t * np.log(p), axis=1)  # (B,)
