"""The Hessian of the log-sum-exp is the softmax's Jacobian."""
# wrt: v:v
import numpy as np

v: (n,)

q = softmax(v)
f = np.log(np.sum(np.exp(v)))
