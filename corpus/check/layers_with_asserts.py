# expect: clean
# Functions that nobody calls: what the asserts say of shapes is what the arguments have.
import numpy as np


def affine(A, W, b):
    Z = np.dot(W, A) + b
    assert Z.shape == (W.shape[0], A.shape[1])
    return Z, (A, W, b)


def affine_backward(dZ, cache):
    A, W, b = cache
    dA = np.dot(W.T, dZ)
    dW = np.dot(dZ, A.T)
    db = np.sum(dZ, axis=1, keepdims=True)
    assert dA.shape == A.shape
    assert dW.shape == W.shape
    assert db.shape == b.shape
    return dA, dW, db


def whiten_backward(dY, cache):
    Y, S, c = cache
    dS = np.dot(dY, Y.T)
    dY_prev = np.dot(S.T, dY)
    dc = np.sum(dY, axis=1, keepdims=True)
    assert (dY_prev.shape == Y.shape)
    assert (dS.shape == S.shape)
    assert (dc.shape == c.shape)
    return dY_prev, dS, dc
