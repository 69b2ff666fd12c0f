# expect: clean
import numpy as np


def normalize_adjacency(A):
    A_tilde = A + np.eye(A.shape[0])
    d_inv_sqrt = 1.0 / np.sqrt(A_tilde.sum(axis=1))
    return A_tilde * d_inv_sqrt[:, None] * d_inv_sqrt[None, :]


def init_weights(n_features, n_hidden, n_classes, rng):
    W1 = rng.uniform(-1, 1, (n_features, n_hidden)) * np.sqrt(6.0 / (n_features + n_hidden))
    W2 = rng.uniform(-1, 1, (n_hidden, n_classes)) * np.sqrt(6.0 / (n_hidden + n_classes))
    return W1, W2


def gcn_forward(A_hat, X, W1, W2):
    """Two layer graph convolutional network.

    A_hat : (n_nodes, n_nodes)
    X : (n_nodes, n_features)

    Returns the class probabilities, (n_nodes, n_classes), and the cache
    """
    AX = np.dot(A_hat, X)
    H = np.maximum(np.dot(AX, W1), 0)
    AH = np.dot(A_hat, H)
    logits = np.dot(AH, W2)
    logits = logits - logits.max(axis=1, keepdims=True)
    P = np.exp(logits)
    P = P / P.sum(axis=1, keepdims=True)
    return P, (AX, H, AH)


def masked_cross_entropy(P, labels, idx):
    return -np.mean(np.log(P[idx, labels[idx]]))


def gcn_grads(A_hat, P, cache, labels, idx, W2):
    """Gradients of the cross entropy over the labelled nodes.

    Returns
    -------
    grad_W1 : array of shape (n_features, n_hidden)
    grad_W2 : array of shape (n_hidden, n_classes)
    """
    AX, H, AH = cache
    grad_logits = np.zeros_like(P)
    grad_logits[idx] = P[idx]
    grad_logits[idx, labels[idx]] -= 1
    grad_logits /= len(idx)

    grad_W2 = np.dot(AH.T, grad_logits)
    grad_H = np.dot(A_hat.T, np.dot(grad_logits, W2.T))
    grad_H[H <= 0] = 0
    grad_W1 = np.dot(AX.T, grad_H)
    return grad_W1, grad_W2


def two_communities(n, rng):
    labels = np.arange(n) % 3
    prob = np.where(labels[:, None] == labels[None, :], 0.5, 0.05)
    upper = np.triu(rng.uniform(size=(n, n)) < prob, k=1).astype(float)
    return upper + upper.T, labels


if __name__ == '__main__':
    rng = np.random.RandomState(44)
    A, labels = two_communities(30, rng)
    X = rng.randn(30, 7)
    A_hat = normalize_adjacency(A)
    idx = np.array([0, 1, 2, 3, 4, 5, 9, 10, 11])
    W1, W2 = init_weights(7, 5, 3, rng)
    for epoch in range(150):
        P, cache = gcn_forward(A_hat, X, W1, W2)
        grad_W1, grad_W2 = gcn_grads(A_hat, P, cache, labels, idx, W2)
        W1 -= 0.3 * grad_W1
        W2 -= 0.3 * grad_W2
        if epoch % 50 == 0:
            print('epoch', epoch, 'loss', masked_cross_entropy(P, labels, idx))
    print('accuracy on all nodes', np.mean(P.argmax(axis=1) == labels))
