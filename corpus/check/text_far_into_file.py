# expect: clean
# verified: dWo, dWi, dh
# A sample from far inside a file that nobody reads here.
import numpy as np

np.random.seed(11)

book = open('novel.txt').read()
letters = sorted(set(book))
V = len(letters)
index = {c: i for i, c in enumerate(letters)}

start, length = 180000, 12
window = [index[c] for c in book[start:start + length]]
follows = [index[c] for c in book[start + 1:start + length + 1]]

H = 9
Wi = 0.05 * np.random.randn(H, V)
Wo = 0.05 * np.random.randn(V, H)

one = np.zeros((V, 1))
one[window[0]] = 1
h = np.tanh(Wi @ one)
score = Wo @ h
p = np.exp(score) / np.sum(np.exp(score))
loss = -np.log(p[follows[0], 0])

dscore = p.copy()
dscore[follows[0]] -= 1
dWo = dscore @ h.T
dh = Wo.T @ dscore
dWi = (dh * (1 - h ** 2)) @ one.T
print(loss, dWi[:2, :2])
