import numpy as np

batch_size, seq_len, d_model, n_head = 2, 8, 16, 4
x = np.random.randn(batch_size, seq_len, d_model)
Wq = np.random.randn(d_model, d_model)
Wk = np.random.randn(d_model, d_model)
q = x @ Wq  # (batch_size, seq_len, d_model)
k = x @ Wk  # (batch_size, seq_len, d_model)
d_head = d_model // n_head
q = q.reshape(batch_size, seq_len, n_head, d_head).transpose(0, 2, 1, 3)  # (batch_size, n_head, seq_len, d_head)  #!! q = q.reshape(batch_size, seq_len, n_head, d_head).transpose(0, 2, 1, 3)  # (batch_size, seq_len, n_head, d_head)
k = k.reshape(batch_size, seq_len, n_head, d_head).transpose(0, 2, 1, 3)  # (batch_size, n_head, seq_len, d_head)
scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(d_head)  # (batch_size, n_head, seq_len, seq_len)
