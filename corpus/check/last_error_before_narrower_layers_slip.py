# expect: LBZ201 line 42
import numpy as np

# wine scores from lab values; a column is a bottle


def start(widths):
    weights = {}
    for k in range(1, len(widths)):
        weights['W%d' % k] = np.random.randn(widths[k], widths[k - 1]) * 0.3
        weights['b%d' % k] = np.zeros((widths[k], 1))
    return weights


def forward(X, weights):
    depth = len(weights) // 2
    kept = {'A0': X}
    A = X
    for k in range(1, depth):
        Z = weights['W%d' % k] @ A + weights['b%d' % k]
        A = 1 / (1 + np.exp(-Z))
        kept['A%d' % k] = A
    out = weights['W%d' % depth] @ A + weights['b%d' % depth]
    return out, kept


def cost(out, T):
    return 0.5 * np.sum((out - T) ** 2) / T.shape[1]


def backward(out, T, weights, kept):
    depth = len(weights) // 2
    bottles = T.shape[1]
    grads = {}
    dZ = out - T
    for k in reversed(range(1, depth + 1)):
        A_prev = kept['A%d' % (k - 1)]
        grads['dW%d' % k] = dZ @ A_prev.T / bottles
        grads['db%d' % k] = np.sum(dZ, axis=1, keepdims=True) / bottles
        if k > 1:
            dA_prev = weights['W%d' % k].T @ dZ
            dZ = dA_prev * 1 / (1 + np.exp(-A_prev)) * (1 - A_prev)
    return grads


np.random.seed(4)
X = np.random.randn(3, 40)
T = np.random.randn(1, 40)
weights = start([3, 6, 4, 1])
for step in range(200):
    out, kept = forward(X, weights)
    grads = backward(out, T, weights, kept)
    for key in weights:
        weights[key] = weights[key] - 0.1 * grads['d' + key]
print(cost(out, T))
