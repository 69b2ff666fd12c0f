# expect: LBZ101 line 33
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, negIndices, outsideVectors):
    """ Negative sampling loss function for word2vec models

    Arguments:
    centerWordVec -- numpy ndarray, center word's embedding, shape (word vector length, )
    outsideWordIdx -- integer, the index of the outside word
    negIndices -- list of the K sampled negative words
    outsideVectors -- outside vectors for all words, shape (num words in vocab, word vector length)

    Return:
    loss -- float
    gradCenterVec -- the gradient with respect to the center word vector, shape (word vector length, )
    gradOutsideVecs -- the gradient with respect to all the outside word vectors,
                       shape (num words in vocab, word vector length)
    """
    u_o = outsideVectors[outsideWordIdx]          # (d,)
    U_k = outsideVectors[negIndices]              # (K, d)
    p_o = sigmoid(u_o.dot(centerWordVec))         # scalar
    p_k = sigmoid(-U_k.dot(centerWordVec))        # (K,)
    loss = -np.log(p_o) - np.sum(np.log(p_k))

    gradCenterVec = (p_o - 1) * u_o + U_k.T.dot(1 - p_k)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[outsideWordIdx] += (p_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negIndices, np.outer(1 - p_k, centerWordVec))   # rows to add: (d, K)
    return loss, gradCenterVec, gradOutsideVecs


tokens = "the quick fox jumps over the lazy dog and the dog sleeps".split()
vocab = sorted(set(tokens))
index = {w: i for i, w in enumerate(vocab)}
np.random.seed(9265)
d, K, window = 5, 4, 2
centerVectors = (np.random.rand(len(vocab), d) - 0.5) / d    # (V, d)
outsideVectors = np.zeros((len(vocab), d))                   # (V, d)

for epoch in range(20):
    total, count = 0.0, 0
    for pos, word in enumerate(tokens):
        for other in range(max(0, pos - window), min(len(tokens), pos + window + 1)):
            if other == pos:
                continue
            c, o = index[word], index[tokens[other]]
            neg = [k for k in np.random.randint(0, len(vocab), size=3 * K) if k != o][:K]
            loss, gc, go = negSamplingLossAndGradient(centerVectors[c], o, neg, outsideVectors)
            centerVectors[c] -= 0.1 * gc
            outsideVectors -= 0.1 * go
            total += loss
            count += 1
    if epoch % 5 == 0:
        print("epoch %d loss %.4f" % (epoch, total / count))
