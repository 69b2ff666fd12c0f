"""A vector by a matrix: a linear layer by its weights."""
import numpy as np

B, output_dim, input_dim = 256, 10, 20
W: (output_dim, input_dim)
x: (B, input_dim)

yhat = np.einsum("ij,bj->bi", W, x)
