"""A scalar by a matrix: the squared error of a linear layer by its weights."""
import numpy as np

B, output_dim, input_dim = 256, 10, 20
y: (B, output_dim)
W: (output_dim, input_dim)
x: (B, input_dim)

diff = y - np.einsum("rc,bc->br", W, x)
loss = 0.5 * np.square(np.linalg.norm(diff, axis=1, keepdims=True))
