import numpy as np

class RNN:
    """Many-to-one recurrent network; x is a list of (D, 1) inputs."""

    def __init__(self, D, H, O):
        self.Whh = np.random.randn(H, H) / 10
        self.Wxh = np.random.randn(H, D) / 10
        self.Why = np.random.randn(O, H) / 10
        self.bh = np.zeros((H, 1))
        self.by = np.zeros((O, 1))

    def forward(self, inputs):
        h = np.zeros((self.Whh.shape[0], 1))
        self.last_inputs = inputs
        self.last_hs = {0: h}
        for i, x in enumerate(inputs):
            h = np.tanh(self.Wxh @ x + self.Whh @ h + self.bh)
            self.last_hs[i + 1] = h
        y = self.Why @ h + self.by
        return y, h

    def backprop(self, d_y):
        n = len(self.last_inputs)
        d_Why = d_y @ self.last_hs[n].T  #!! d_Why = d_y @ self.last_hs[n - 1].T
        d_by = d_y
        d_Whh = np.zeros(self.Whh.shape)
        d_Wxh = np.zeros(self.Wxh.shape)
        d_bh = np.zeros(self.bh.shape)
        d_h = self.Why.T @ d_y
        for t in reversed(range(n)):
            temp = (1 - self.last_hs[t + 1] ** 2) * d_h  #!! temp = (1 - self.last_hs[t] ** 2) * d_h
            d_bh += temp
            d_Whh += temp @ self.last_hs[t].T
            d_Wxh += temp @ self.last_inputs[t].T
            d_h = self.Whh.T @ temp  #!! d_h = self.Whh @ temp
        return d_Wxh, d_Whh, d_Why, d_bh, d_by


np.random.seed(0)
D, H, O = 3, 4, 2
rnn = RNN(D, H, O)
xs = [np.random.randn(D, 1) for _ in range(4)]
t = np.random.randn(O, 1)
y, _ = rnn.forward(xs)
loss = 0.5 * np.sum((y - t) ** 2)
d_y = y - t
d_Wxh, d_Whh, d_Why, d_bh, d_by = rnn.backprop(d_y)
