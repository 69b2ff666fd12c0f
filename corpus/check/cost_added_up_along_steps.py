# expect: clean
import numpy as np
from collections import Counter


def build_cooccur(sentences, window=2):
    counts = Counter()
    for s in sentences:
        for i, w in enumerate(s):
            for j in range(max(0, i - window), i):
                counts[(w, s[j])] += 1.0 / (i - j)
                counts[(s[j], w)] += 1.0 / (i - j)
    return [(i, j, x) for (i, j), x in sorted(counts.items())]


def run_iter(W, W_ctx, bias, bias_ctx, grad_sq, data, learning_rate=0.05, x_max=3, alpha=0.75):
    """
    One pass of AdaGrad over the co-occurrences.  The gradients are those of half
    the weighted squared error, the factor two is left to the learning rate.
    """
    global_cost = 0
    for i, j, x in data:
        weight = (x / x_max) ** alpha if x < x_max else 1
        cost_inner = W[i].dot(W_ctx[j]) + bias[i] + bias_ctx[j] - np.log(x)
        global_cost += 0.5 * weight * cost_inner ** 2

        common = weight * cost_inner
        grad_main = common * W_ctx[j]
        grad_context = common * W[i]
        grad_bias_main = common
        grad_bias_context = common

        W[i] -= learning_rate * grad_main / np.sqrt(grad_sq['W'][i])
        W_ctx[j] -= learning_rate * grad_context / np.sqrt(grad_sq['W_ctx'][j])
        bias[i] -= learning_rate * grad_bias_main / np.sqrt(grad_sq['b'][i])
        bias_ctx[j] -= learning_rate * grad_bias_context / np.sqrt(grad_sq['b_ctx'][j])

        grad_sq['W'][i] += np.square(grad_main)
        grad_sq['W_ctx'][j] += np.square(grad_context)
        grad_sq['b'][i] += grad_bias_main ** 2
        grad_sq['b_ctx'][j] += grad_bias_context ** 2
    return global_cost


def full_gradient(W, W_ctx, bias, bias_ctx, data, x_max=3, alpha=0.75):
    """Batch gradient of the same cost, used to see whether training has come to rest."""
    gW, gC = np.zeros_like(W), np.zeros_like(W_ctx)
    gb, gbc = np.zeros_like(bias), np.zeros_like(bias_ctx)
    for i, j, x in data:
        weight = min(1.0, (x / x_max) ** alpha)
        r = weight * (W[i] @ W_ctx[j] + bias[i] + bias_ctx[j] - np.log(x))
        gW[i] += r * W_ctx[j]
        gC[j] += r * W[i]
        gb[i] += r
        gbc[j] += r
    return gW, gC, gb, gbc


def main():
    np.random.seed(50)
    text = "the cat sat on the mat the dog sat on the rug the cat saw the dog".split()
    vocab = {w: k for k, w in enumerate(sorted(set(text)))}
    sentences = [[vocab[w] for w in text]]
    data = build_cooccur(sentences)
    V, D = len(vocab), 4
    W, W_ctx = np.random.rand(V, D) - 0.5, np.random.rand(V, D) - 0.5
    bias, bias_ctx = np.zeros(V), np.zeros(V)
    grad_sq = {'W': np.ones((V, D)), 'W_ctx': np.ones((V, D)), 'b': np.ones(V), 'b_ctx': np.ones(V)}
    for it in range(50):
        np.random.shuffle(data)
        cost = run_iter(W, W_ctx, bias, bias_ctx, grad_sq, data)
        if it % 10 == 0:
            gW, gC, gb, gbc = full_gradient(W, W_ctx, bias, bias_ctx, data)
            print('iter', it, 'cost', cost, '|grad|', np.linalg.norm(gW) + np.linalg.norm(gC))


if __name__ == '__main__':
    main()
