import numpy as np

N, D, C = 30, 4, 3
X = np.random.randn(N, D)
y = np.random.randint(0, C, size=N)
W = 0.01 * np.random.randn(D, C)
b = np.zeros((1, C))
reg = 1e-3
step_size = 1.0

for i in range(200):
    scores = X.dot(W) + b
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)  # [N x K]
    corect_logprobs = -np.log(probs[range(N), y])
    data_loss = np.sum(corect_logprobs) / N
    reg_loss = 0.5 * reg * np.sum(W * W)
    loss = data_loss + reg_loss

    dscores = probs
    dscores[range(N), y] -= 1  #!! dscores[range(N), y] += 1
    dscores /= N  #!! dscores /= C

    dW = np.dot(X.T, dscores)
    db = np.sum(dscores, axis=0, keepdims=True)
    dW += reg * W  #!! dW += 2 * reg * W

    W += -step_size * dW
    b += -step_size * db
