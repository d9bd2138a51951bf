# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.stage.sources`."""

from __future__ import annotations

from diemcau.stage.sources.main import run

if __name__ == "__main__":
    run()
