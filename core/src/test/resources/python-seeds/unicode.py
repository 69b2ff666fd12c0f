# -*- coding: utf-8 -*-
ŷ = σ(W @ x + δ)  # ŷ: (B,)
ŷ - y  # the first name is typed as two code points
日本 = "𝔸" + 'é'; ﬁn = 1
𝐱 = ŷ
