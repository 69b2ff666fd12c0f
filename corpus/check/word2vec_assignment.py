# expect: clean
#!/usr/bin/env python
import random

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def getNegativeSamples(target, dataset, K):
    """ Samples K indexes which are not the target """
    indices = [None] * K
    for k in range(K):
        newidx = dataset.sampleTokenIdx()
        while newidx == target:
            newidx = dataset.sampleTokenIdx()
        indices[k] = newidx
    return indices


def negSamplingCostAndGradient(predicted, target, outputVectors, dataset, K=5):
    """ Negative sampling cost function for word2vec models

    Arguments:
    predicted -- numpy ndarray, predicted word vector (v_c), of shape (d,)
    target -- integer, the index of the target word
    outputVectors -- "output" vectors (as rows) for all tokens, (V, d)

    Returns:
    cost -- cost function value
    gradPred -- the gradient with respect to the predicted word vector
    grad -- the gradient with respect to all the other word vectors
    """
    indices = [target]
    indices.extend(getNegativeSamples(target, dataset, K))

    grad = np.zeros(outputVectors.shape)
    gradPred = np.zeros(predicted.shape)
    cost = 0

    z = sigmoid(np.dot(outputVectors[target], predicted))
    cost -= np.log(z)
    grad[target] += predicted * (z - 1.0)
    gradPred += outputVectors[target] * (z - 1.0)

    for k in range(K):
        samp = indices[k + 1]
        z = sigmoid(np.dot(outputVectors[samp], predicted))
        cost -= np.log(1.0 - z)
        grad[samp] += predicted * z
        gradPred += outputVectors[samp] * z

    return cost, gradPred, grad


def softmaxCostAndGradient(predicted, target, outputVectors, dataset):
    """ Softmax cost function for word2vec models """
    scores = outputVectors.dot(predicted)
    scores -= np.max(scores)
    yhat = np.exp(scores) / np.sum(np.exp(scores))
    cost = -np.log(yhat[target])
    delta = yhat
    delta[target] -= 1
    grad = np.outer(delta, predicted)
    gradPred = outputVectors.T.dot(delta)
    return cost, gradPred, grad


def skipgram(currentWord, C, contextWords, tokens, inputVectors, outputVectors,
             dataset, word2vecCostAndGradient=softmaxCostAndGradient):
    """ Skip-gram model, gradients for one center word """
    cost = 0.0
    gradIn = np.zeros(inputVectors.shape)
    gradOut = np.zeros(outputVectors.shape)

    cword_idx = tokens[currentWord]
    vhat = inputVectors[cword_idx]
    for j in contextWords:
        u_idx = tokens[j]
        c_cost, c_grad_in, c_grad_out = word2vecCostAndGradient(vhat, u_idx, outputVectors, dataset)
        cost += c_cost
        gradIn[cword_idx] += c_grad_in
        gradOut += c_grad_out
    return cost, gradIn, gradOut


def cbow(currentWord, C, contextWords, tokens, inputVectors, outputVectors,
         dataset, word2vecCostAndGradient=softmaxCostAndGradient):
    """ CBOW model: the context vectors are summed """
    gradIn = np.zeros(inputVectors.shape)
    target = tokens[currentWord]
    idx = [tokens[w] for w in contextWords]
    vhat = np.sum(inputVectors[idx], axis=0)
    cost, gradPred, gradOut = word2vecCostAndGradient(vhat, target, outputVectors, dataset)
    for i in idx:
        gradIn[i] += gradPred
    return cost, gradIn, gradOut


class DummyDataset:
    def sampleTokenIdx(self):
        return random.randint(0, 4)

    def getRandomContext(self, C):
        tokens = ["a", "b", "c", "d", "e"]
        return tokens[random.randint(0, 4)], [tokens[random.randint(0, 4)] for i in range(2 * C)]


if __name__ == "__main__":
    random.seed(31415)
    np.random.seed(9265)
    dataset = DummyDataset()
    dummy_vectors = np.random.randn(10, 3)
    norm = np.sqrt(np.sum(dummy_vectors ** 2, axis=1, keepdims=True))
    dummy_vectors = dummy_vectors / norm
    dummy_tokens = dict([("a", 0), ("b", 1), ("c", 2), ("d", 3), ("e", 4)])
    print(skipgram("c", 3, ["a", "b", "e", "d", "b", "c"], dummy_tokens,
                   dummy_vectors[:5, :], dummy_vectors[5:, :], dataset))
    print(skipgram("c", 1, ["a", "b"], dummy_tokens, dummy_vectors[:5, :],
                   dummy_vectors[5:, :], dataset, negSamplingCostAndGradient))
    print(cbow("a", 2, ["a", "b", "c", "a"], dummy_tokens, dummy_vectors[:5, :],
               dummy_vectors[5:, :], dataset))
