# expect: clean
# verified: gradCenterVec
# verified: gradOutsideVecs
# Words are drawn again as long as they are the one that is there: the loop changes nothing of what they are.
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def draw_others(word, words, K):
    others = [None] * K
    for k in range(K):
        new = words.draw()
        while new == word:
            new = words.draw()
        others[k] = new
    return others


def loss_and_gradient(centerVec, word, outsideVecs, words, K=3):
    indices = [word] + draw_others(word, words, K)
    gradCenterVec = np.zeros(centerVec.shape)
    gradOutsideVecs = np.zeros(outsideVecs.shape)
    z = sigmoid(np.dot(outsideVecs[word], centerVec))
    loss = -np.log(z)
    gradCenterVec += (z - 1) * outsideVecs[word]
    gradOutsideVecs[word] += (z - 1) * centerVec
    for k in indices[1:]:
        z = sigmoid(-np.dot(outsideVecs[k], centerVec))
        loss -= np.log(z)
        gradCenterVec += (1 - z) * outsideVecs[k]
        gradOutsideVecs[k] += (1 - z) * centerVec
    return loss, gradCenterVec, gradOutsideVecs


class Words:
    def __init__(self, V, seed=0):
        self.rng = np.random.RandomState(seed)
        self.V = V

    def draw(self):
        return self.rng.randint(0, self.V)


center, outside = np.random.randn(5, 3), np.random.randn(5, 3)
print(loss_and_gradient(center[2], 1, outside, Words(5)))
