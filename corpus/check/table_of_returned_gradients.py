# expect: clean
import numpy as np


class SentenceRNN:
    """Word embeddings -> Elman RNN -> last state -> binary label."""

    def __init__(self, vocab_size, embed_dim, hidden_dim, seed=0):
        rng = np.random.RandomState(seed)
        self.E = rng.randn(vocab_size, embed_dim) * 0.3
        self.Wx = rng.randn(embed_dim, hidden_dim) * 0.3
        self.Wh = rng.randn(hidden_dim, hidden_dim) * 0.3
        self.b = np.zeros(hidden_dim)
        self.w_out = rng.randn(hidden_dim) * 0.3
        self.b_out = 0.0

    def forward(self, tokens):
        """
        tokens : int array, shape (N, T)

        Returns the probabilities, shape (N,)
        """
        N, T = tokens.shape
        self.tokens = tokens
        self.x = self.E[tokens]
        self.h = np.zeros((T + 1, N, self.b.size))
        for t in range(T):
            self.h[t+1] = np.tanh(self.x[:, t].dot(self.Wx) + self.h[t].dot(self.Wh) + self.b)
        logit = self.h[T].dot(self.w_out) + self.b_out
        return 1.0 / (1.0 + np.exp(-logit))

    def loss(self, tokens, y):
        p = self.forward(tokens)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def backward(self, p, y):
        """
        Backpropagation through time.

        p, y : shape (N,)

        Returns a dict of gradients:
          E     shape (vocab_size, embed_dim)
          Wx    shape (embed_dim, hidden_dim)
          Wh    shape (hidden_dim, hidden_dim)
          b     shape (hidden_dim,)
          w_out shape (hidden_dim,)
        """
        N, T = self.tokens.shape
        dlogit = (p - y) / N
        grads = {k: np.zeros_like(getattr(self, k)) for k in ('E', 'Wx', 'Wh', 'b')}
        grads['w_out'] = self.h[T].T.dot(dlogit)
        grads['b_out'] = dlogit.sum()
        dh = np.outer(dlogit, self.w_out)
        for t in range(T - 1, -1, -1):
            da = dh * (1 - self.h[t+1] ** 2)
            grads['Wx'] += self.x[:, t].T.dot(da)
            grads['Wh'] += self.h[t].T.dot(da)
            grads['b'] += da.sum(axis=0)
            np.add.at(grads['E'], self.tokens[:, t], da.dot(self.Wx.T))
            dh = da.dot(self.Wh.T)
        return grads


def train():
    rng = np.random.RandomState(8)
    tokens = rng.randint(0, 10, (32, 5))
    y = (np.sum(tokens < 3, axis=1) > 1).astype(float)
    net = SentenceRNN(10, 4, 6)
    for it in range(300):
        p = net.forward(tokens)
        grads = net.backward(p, y)
        for k, g in grads.items():
            setattr(net, k, getattr(net, k) - 0.5 * g)
        if it % 100 == 0:
            print(it, net.loss(tokens, y))


if __name__ == '__main__':
    train()
