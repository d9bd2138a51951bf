# SPDX-License-Identifier: Apache-2.0
"""Pages kept as files: each with a note of what it was made of, and gone as soon as that changes.

See docs/decisions/0045. Knows nothing of what the pages show.
"""

from diemcau.newsroom.keeping.outside import depends_on, fingerprint
from diemcau.newsroom.keeping.rendering import kept

__all__ = ["depends_on", "fingerprint", "kept"]
