"""The bot: from a citizen's question to an answer with its sources."""

import os

# Set before numpy is loaded: an answer multiplies small matrices, for which BLAS' further threads only wait, and wait
# busily. It halved the CPU of an answer; who sets the variable, keeps the own value.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
