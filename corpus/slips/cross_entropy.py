import numpy as np

N, K = 16, 5
phat = np.random.rand(N, K) + 0.1
phat = phat / phat.sum(axis=1, keepdims=True)
p = np.eye(K)[np.random.randint(0, K, N)]
loss = -np.sum(p * np.log(phat)) / N
dphat = -(p / phat) / N  #!! dphat = -(p / phat)
