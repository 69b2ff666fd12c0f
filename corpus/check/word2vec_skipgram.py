# expect: clean
import numpy as np


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum(axis=0)


class Word2Vec(object):
    def __init__(self, vocab_size=30, n=10, learning_rate=0.05):
        self.n = n
        self.eta = learning_rate
        self.v_count = vocab_size
        self.w1 = np.random.uniform(-0.8, 0.8, (self.v_count, self.n))
        self.w2 = np.random.uniform(-0.8, 0.8, (self.n, self.v_count))

    def forward_pass(self, x):
        h = np.dot(self.w1.T, x)
        u = np.dot(self.w2.T, h)
        y_c = softmax(u)
        return y_c, h, u

    def backprop(self, e, h, x):
        dl_dw2 = np.outer(h, e)
        dl_dw1 = np.outer(x, np.dot(self.w2, e.T))
        self.w1 = self.w1 - (self.eta * dl_dw1)
        self.w2 = self.w2 - (self.eta * dl_dw2)

    def train(self, training_data, epochs=50):
        for i in range(0, epochs):
            self.loss = 0
            for w_t, w_c in training_data:
                y_pred, h, u = self.forward_pass(w_t)
                EI = np.sum([np.subtract(y_pred, word) for word in w_c], axis=0)
                self.backprop(EI, h, w_t)
                self.loss += -np.sum([np.sum(u * word) for word in w_c]) + len(w_c) * np.log(np.sum(np.exp(u)))
            print('EPOCH:', i, 'LOSS:', self.loss)


V = 30
training_data = [(np.eye(V)[3], [np.eye(V)[4], np.eye(V)[5]]), (np.eye(V)[7], [np.eye(V)[1]])]
w2v = Word2Vec(V)
w2v.train(training_data)
