# expect: LBZ101 line 8
import numpy as np


def dense(A_prev, W, b):
    """
    A_prev -- what comes from the layer before: (size of previous layer, number of examples)
    W -- weights: numpy array of shape (size of previous layer, size of current layer)
    b -- bias of shape (size of the current layer, 1)
    """
    return np.tanh(W @ A_prev + b)


A = dense(np.random.randn(5, 9), np.random.randn(3, 5), np.zeros((3, 1)))
