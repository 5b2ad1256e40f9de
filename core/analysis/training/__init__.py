"""How the bundled pipelines are made; not needed to use them.

`python -m core.analysis.training DATA_FOLDER` makes both again, German and English, from the open
corpora in the folder (see bundled/MODEL_CARD.md), the sentences in `own_sentences.jsonl` and the
word classes of the package spacy-lookups-data (`pip install lesart[train]`).
"""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_variable] = "1"  # before numpy: the same sums in the same order every time
