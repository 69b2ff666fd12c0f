# expect: clean
# verified: dWhy, dWxh, dWhh, dby
"""
Minimal character-level vanilla RNN.
"""
import numpy as np

text = 'hello world, hello numpy, hello rnn '
chars = sorted(set(text))
data_size, vocab_size = len(text), len(chars)
char_to_ix = {ch: i for i, ch in enumerate(chars)}

hidden_size = 20
seq_length = 9
learning_rate = 1e-1

np.random.seed(12)
Wxh = np.random.randn(hidden_size, vocab_size) * 0.01   # hidden_size x vocab_size
Whh = np.random.randn(hidden_size, hidden_size) * 0.01  # hidden_size x hidden_size
Why = np.random.randn(vocab_size, hidden_size) * 0.01   # vocab_size x hidden_size
bh = np.zeros((hidden_size, 1))                         # hidden_size x 1
by = np.zeros((vocab_size, 1))                          # vocab_size x 1


def lossFun(inputs, targets, hprev):
    """
    inputs, targets are both list of integers.
    hprev is (hidden_size, 1) array of initial hidden state
    returns the loss, gradients on model parameters, and last hidden state
    """
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.copy(hprev)
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((vocab_size, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]) + bh)   # (hidden_size, 1)
        ys[t] = np.dot(Why, hs[t]) + by                                     # (vocab_size, 1)
        ps[t] = np.exp(ys[t]) / np.sum(np.exp(ys[t]))                       # (vocab_size, 1)
        loss += -np.log(ps[t][targets[t], 0])
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])                       # (vocab_size, 1)
        dy[targets[t]] -= 1
        dWhy += np.dot(dy, hs[t].T)
        dby += dy
        dh = np.dot(Why.T, dy) + dhnext           # (hidden_size, 1)
        dhraw = (1 - hs[t] * hs[t]) * dh
        dbh += dhraw
        dWxh += np.dot(dhraw, xs[t].T)
        dWhh += np.dot(dhraw, hs[t - 1].T)
        dhnext = np.dot(Whh.T, dhraw)
    return loss, dWxh, dWhh, dWhy, dbh, dby, hs[len(inputs) - 1]


if __name__ == '__main__':
    n, p = 0, 0
    mWxh, mWhh, mWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    mbh, mby = np.zeros_like(bh), np.zeros_like(by)
    hprev = np.zeros((hidden_size, 1))
    while n < 60:
        if p + seq_length + 1 >= len(text):
            hprev = np.zeros((hidden_size, 1))
            p = 0
        inputs = [char_to_ix[ch] for ch in text[p:p + seq_length]]
        targets = [char_to_ix[ch] for ch in text[p + 1:p + seq_length + 1]]
        loss, dWxh, dWhh, dWhy, dbh, dby, hprev = lossFun(inputs, targets, hprev)
        if n % 20 == 0:
            print('iter %d, loss: %f' % (n, loss))
        for param, dparam, mem in zip([Wxh, Whh, Why, bh, by],
                                      [dWxh, dWhh, dWhy, dbh, dby],
                                      [mWxh, mWhh, mWhy, mbh, mby]):
            mem += dparam * dparam
            param += -learning_rate * dparam / np.sqrt(mem + 1e-8)
        p += seq_length
        n += 1
