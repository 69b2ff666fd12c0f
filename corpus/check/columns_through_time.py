# expect: clean
# verified: d_V, d_a, d_U, d_S, d_c
import numpy as np
from numpy.random import randn


class Reader:
    # reads a sequence, answers once at its end

    def __init__(self, n_in, n_out, n_state=20):
        self.U = randn(n_state, n_in) / 100
        self.S = randn(n_state, n_state) / 100
        self.V = randn(n_out, n_state) / 100
        self.c = np.zeros((n_state, 1))
        self.a = np.zeros((n_out, 1))

    def forward(self, inputs):
        '''
        Goes through the sequence.
        - inputs is a list of one hot column vectors of shape (n_in, 1).
        '''
        s = np.zeros((self.S.shape[0], 1))
        self.inputs = inputs
        self.states = {0: s}
        for t, x in enumerate(inputs):
            s = np.tanh(self.U @ x + self.S @ s + self.c)
            self.states[t + 1] = s
        y = self.V @ s + self.a
        return y, s

    def backprop(self, d_y):
        '''
        - d_y (dL/dy) has shape (n_out, 1).
        '''
        n = len(self.inputs)
        d_V = d_y @ self.states[n].T
        d_a = d_y
        d_U = np.zeros(self.U.shape)
        d_S = np.zeros(self.S.shape)
        d_c = np.zeros(self.c.shape)
        d_s = self.V.T @ d_y
        for t in reversed(range(n)):
            raw = (1 - self.states[t + 1] ** 2) * d_s
            d_c += raw
            d_S += raw @ self.states[t].T
            d_U += raw @ self.inputs[t].T
            d_s = self.S.T @ raw
        return d_U, d_S, d_V, d_c, d_a
