# expect: clean
# verified: dlogits, dW, db
import numpy as np

# softmax classifier on tiny grey-scale images (pixel values 0..255)
np.random.seed(7)
n_samples, n_pixels, n_classes = 60, 36, 4

images = np.random.randint(0, 256, size=(n_samples, n_pixels)).astype(float)  # (n_samples, n_pixels)
labels = np.random.randint(0, n_classes, size=n_samples)                      # (n_samples,)
for c in range(n_classes):
    images[labels == c, c * 9:(c + 1) * 9] = 255.0
images = images / 255.0

onehot = np.eye(n_classes)[labels]                                            # (n_samples, n_classes)


def softmax(logits):
    """logits: (n_samples, n_classes), rows sum to one afterwards"""
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


def loss_and_grad(W, b, X, Y):
    """
    W: (n_pixels, n_classes)
    b: (n_classes,)
    X: (n_samples, n_pixels)
    Y: (n_samples, n_classes)
    """
    n = X.shape[0]
    logits = X @ W + b              # (n_samples, n_classes)
    P = softmax(logits)             # (n_samples, n_classes)
    loss = -np.sum(Y * np.log(P + 1e-12)) / n
    dlogits = (P - Y) / n           # (n_samples, n_classes)
    dW = X.T @ dlogits              # (n_pixels, n_classes)
    db = dlogits.sum(axis=0)        # (n_classes,)
    return loss, dW, db


W = np.random.randn(n_pixels, n_classes) * 1.0
b = np.zeros(n_classes)
for epoch in range(5):
    loss, dW, db = loss_and_grad(W, b, images, onehot)
    W -= 1e-4 * dW
    b -= 1e-4 * db
    print('epoch', epoch, 'loss', loss)
