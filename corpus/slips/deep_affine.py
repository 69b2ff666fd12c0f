import numpy as np

# deep affine network
B, D0, D1, D2 = 32, 6, 5, 4
x = np.random.randn(B, D0)
W1 = np.random.randn(D1, D0)
b1 = np.random.randn(D1)
W2 = np.random.randn(D2, D1)
b2 = np.random.randn(D2)
h1 = np.einsum("ij,bj->bi", W1, x) + b1  # Shape: (B, D1)
h2 = np.einsum("ij,bj->bi", W2, h1) + b2  # Shape: (B, D2)  #!! h2 = np.einsum("ij,bj->bi", W2, h1) + b2  # Shape: (B, D1)
dh2_dh1 = W2  # Shape: (D2, D1)
dh1_dW1 = np.einsum("ij,bk->bijk", np.eye(D1), x)  # Shape: (B, D1, D1, D0)
dh2_dW1 = np.einsum("ij,bjkl->bikl", dh2_dh1, dh1_dW1)  # Shape: (B, D2, D1, D0)  #!! dh2_dW1 = np.einsum("ji,bjkl->bikl", dh2_dh1, dh1_dW1[:, :D2])  # Shape: (B, D2, D1, D0)
dh2_db1 = np.einsum("ij,b->bij", W2, np.ones(B))  # Shape: (B, D2, D1)
