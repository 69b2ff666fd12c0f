# expect: clean
# verified: grad_main, grad_context, grad_bias_main, grad_bias_context
# GloVe: Global Vectors for Word Representation, AdaGrad over the nonzero
# co-occurrence counts.
from collections import Counter, defaultdict
from math import log
import numpy as np
from random import shuffle, seed


def build_vocab(corpus):
    vocab = Counter()
    for line in corpus:
        vocab.update(line.strip().split())
    return {word: (i, freq) for i, (word, freq) in enumerate(sorted(vocab.items()))}


def build_cooccur(vocab, corpus, window_size=4):
    cooccurrences = defaultdict(float)
    for line in corpus:
        token_ids = [vocab[word][0] for word in line.strip().split()]
        for center_i, center_id in enumerate(token_ids):
            # Collect all word IDs in left window of center word
            context_ids = token_ids[max(0, center_i - window_size):center_i]
            contexts_len = len(context_ids)
            for left_i, left_id in enumerate(context_ids):
                # Distance from center word
                distance = contexts_len - left_i
                # Weight by inverse of distance between words
                increment = 1.0 / float(distance)
                cooccurrences[center_id, left_id] += increment
                cooccurrences[left_id, center_id] += increment
    return [(i, j, x) for (i, j), x in cooccurrences.items()]


def pair_grads(v_main, v_context, b_main, b_context, cooccurrence, x_max, alpha):
    """Cost and gradients of one cell:

    J = 0.5 * f(X_ij) * (w_i . w_j + b_i + b_j - log X_ij)^2
    """
    weight = (cooccurrence / x_max) ** alpha if cooccurrence < x_max else 1

    # Compute inner component of cost function, which is used in
    # both overall cost calculation and in gradient calculation
    cost_inner = v_main.dot(v_context) + b_main + b_context - log(cooccurrence)
    cost = 0.5 * weight * (cost_inner ** 2)

    # Compute gradients for word vector terms.
    grad_main = weight * cost_inner * v_context
    grad_context = weight * cost_inner * v_main

    # Compute gradients for bias terms
    grad_bias_main = weight * cost_inner
    grad_bias_context = weight * cost_inner
    return cost, grad_main, grad_context, grad_bias_main, grad_bias_context


def run_iter(W, biases, gradsq_W, gradsq_b, data, vocab_size, learning_rate=0.05, x_max=10, alpha=0.75):
    """
    W: (2 * vocab_size, vector_size), main vectors first, then context vectors
    biases: (2 * vocab_size,)
    """
    global_cost = 0
    shuffle(data)
    for i_main, i_context, cooccurrence in data:
        i_context = i_context + vocab_size
        cost, g_main, g_context, gb_main, gb_context = pair_grads(
            W[i_main], W[i_context], biases[i_main], biases[i_context], cooccurrence, x_max, alpha)
        global_cost += cost

        # Now perform adaptive updates
        W[i_main] -= learning_rate * g_main / np.sqrt(gradsq_W[i_main])
        W[i_context] -= learning_rate * g_context / np.sqrt(gradsq_W[i_context])
        biases[i_main] -= learning_rate * gb_main / np.sqrt(gradsq_b[i_main])
        biases[i_context] -= learning_rate * gb_context / np.sqrt(gradsq_b[i_context])

        # Update squared gradient sums
        gradsq_W[i_main] += np.square(g_main)
        gradsq_W[i_context] += np.square(g_context)
        gradsq_b[i_main] += gb_main ** 2
        gradsq_b[i_context] += gb_context ** 2
    return global_cost


if __name__ == "__main__":
    seed(1)
    np.random.seed(1)
    corpus = ["the cat sat on the mat", "the dog sat on the rug", "a cat and a dog played on the mat",
              "graphs have vertices and edges", "trees are graphs with no cycles"]
    vocab = build_vocab(corpus)
    data = build_cooccur(vocab, corpus)
    V, d = len(vocab), 6
    W = (np.random.rand(2 * V, d) - 0.5) / float(d + 1)
    biases = (np.random.rand(2 * V) - 0.5) / float(d + 1)
    gradient_squared = np.ones((2 * V, d), dtype=np.float64)
    gradient_squared_biases = np.ones(2 * V, dtype=np.float64)
    for i in range(25):
        cost = run_iter(W, biases, gradient_squared, gradient_squared_biases, data, V)
        if i % 5 == 0:
            print("iteration %d cost %f" % (i, cost))
