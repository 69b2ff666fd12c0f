# expect: LBZ201 line 41
import numpy as np

# fastText style sentence classifier: average of word vectors -> linear -> softmax

sentences = [
    ("good good movie really good", 1),
    ("bad plot and bad bad acting", 0),
    ("really fine acting and a good plot", 1),
    ("a boring boring movie", 0),
    ("fine movie fine cast", 1),
    ("really bad cast boring plot", 0),
]
vocab = {}
for text, _ in sentences:
    for word in text.split():
        vocab.setdefault(word, len(vocab))


class BagOfEmbeddings:
    def __init__(self, vocab_size, dim, n_classes):
        self.E = np.random.randn(vocab_size, dim) * 0.3
        self.W = np.random.randn(dim, n_classes) * 0.3
        self.b = np.zeros(n_classes)

    def forward(self, ids):
        self.ids = ids
        self.avg = self.E[ids].mean(axis=0)
        z = self.avg @ self.W + self.b
        z = z - z.max()
        self.p = np.exp(z) / np.exp(z).sum()
        return self.p

    def backward(self, label):
        dz = self.p.copy()
        dz[label] -= 1
        self.dW = np.outer(self.avg, dz)
        self.db = dz
        davg = self.W @ dz
        self.dE = np.zeros_like(self.E)
        self.dE[self.ids] += davg / len(self.ids)

    def step(self, lr):
        self.E -= lr * self.dE
        self.W -= lr * self.dW
        self.b -= lr * self.db


np.random.seed(9)
model = BagOfEmbeddings(len(vocab), 6, 2)
for epoch in range(40):
    loss = 0
    for text, label in sentences:
        ids = np.array([vocab[w] for w in text.split()])
        p = model.forward(ids)
        loss -= np.log(p[label])
        model.backward(label)
        model.step(0.3)
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", loss / len(sentences))
