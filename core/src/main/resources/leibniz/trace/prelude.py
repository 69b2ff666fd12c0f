# Functions that people expect by name. A program's own definitions go before these.
# sigmoid, expit, relu, softplus and logsumexp are operations of their own.


def log_softmax(x, axis=-1):
    return x - logsumexp(x, axis=axis, keepdims=True)


def softmax(x, axis=-1):
    return np.exp(x - logsumexp(x, axis=axis, keepdims=True))


def log_sigmoid(x):
    return -softplus(-x)


def logit(p):
    return np.log(p) - np.log(1 - p)


def leaky_relu(x, alpha=0.01):
    return np.where(x > 0, x, alpha * x)


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(x))


def silu(x):
    return x * sigmoid(x)


def swish(x):
    return x * sigmoid(x)


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def mish(x):
    return x * np.tanh(softplus(x))


def softsign(x):
    return x / (1 + np.abs(x))


def cross_entropy(p, q, axis=-1):
    return -np.sum(p * np.log(q), axis=axis)


def entropy(p, axis=-1):
    return -np.sum(p * np.log(p), axis=axis)


def kl_divergence(p, q, axis=-1):
    return np.sum(p * (np.log(p) - np.log(q)), axis=axis)


def binary_cross_entropy(p, q):
    return -(p * np.log(q) + (1 - p) * np.log(1 - q))


def mse(y, yhat):
    return np.mean((y - yhat) ** 2)


def mae(y, yhat):
    return np.mean(np.abs(y - yhat))


def huber(r, delta=1.0):
    a = np.abs(r)
    return np.where(a <= delta, 0.5 * r**2, delta * (a - 0.5 * delta))


def norm(x, axis=None, keepdims=False):
    return np.linalg.norm(x, axis=axis, keepdims=keepdims)


def normalize(x, axis=-1, eps=0):
    return x / np.sqrt(np.sum(x**2, axis=axis, keepdims=True) + eps)


def layer_norm(x, gamma=1, beta=0, axis=-1, eps=1e-5):
    mu = np.mean(x, axis=axis, keepdims=True)
    var = np.mean((x - mu) ** 2, axis=axis, keepdims=True)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta


def rms_norm(x, gamma=1, axis=-1, eps=1e-5):
    return gamma * x / np.sqrt(np.mean(x**2, axis=axis, keepdims=True) + eps)


def batch_norm(x, gamma=1, beta=0, eps=1e-5):
    return layer_norm(x, gamma, beta, 0, eps)
